"""Imports what it needs, and prints and plots on the side."""

CELL = "mlp_hidden"

import matplotlib.pyplot as plt
import torch.nn.functional as F
mlp_hidden = F.relu(mlp_model.model.model[0](mlp_embeddings))
plt.hist(mlp_hidden.detach().flatten().numpy())
plt.show()
display(mlp_hidden)
