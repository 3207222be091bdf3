"""Matrix product, bias and maximum with zero in numpy

ReLU is the maximum with zero; the numbers stay float32.
"""

VERDICT = "right"
SOURCE = "CS224n style exercises in numpy"
CELL = "mlp_hidden"

import numpy as np

linear = mlp_model.model.model[0]
W, b = linear.weight.detach().numpy(), linear.bias.detach().numpy()
pre_activation = mlp_embeddings.detach().numpy() @ W.T + b
mlp_hidden = torch.from_numpy(np.maximum(pre_activation, 0))
print(mlp_hidden.shape, "zero:", (mlp_hidden == 0).sum().item(), "of", mlp_hidden.numel())
