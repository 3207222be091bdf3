"""One-hot vectors times the matrix

A one-hot row picks one row of the matrix.
"""

VERDICT = "right"
SOURCE = "makemore lectures: one-hot times matrix"
CELL = "mlp_embeddings"

import torch.nn.functional as F

one_hot = F.one_hot(mlp_ids, num_classes=256).float()  # (9, 256)
mlp_embeddings = one_hot @ mlp_model.word_to_embedding.weight  # (9, 32)
print(tuple(mlp_embeddings.shape))
