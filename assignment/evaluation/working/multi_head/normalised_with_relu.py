"""Norms the input and puts a ReLU between heads and projection

Both belong to other parts of a layer, if anywhere.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Blog posts that fold norm and activation into the attention block"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        h = F.layer_norm(x, (x.size(-1),))
        z = torch.relu(torch.cat([head(h) for head in self.heads], dim=-1))
        return self.to_output(z)
