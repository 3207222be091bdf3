"""GELU in place of the model's ReLU

GPT-2 has a GELU, this model a ReLU.
"""

VERDICT = "wrong"
SOURCE = "GPT-2 code (GELU in the MLP)"
CELL = "mlp_hidden"

import torch.nn.functional as F

mlp_hidden = F.gelu(mlp_model.model.model[0](mlp_embeddings))
print(tuple(mlp_hidden.shape))
