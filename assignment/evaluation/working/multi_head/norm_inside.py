"""Normalises x before the heads

The layer norm belongs to the layer around it; here the heads see other numbers than they were
given.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jadore801120/attention-is-all-you-need-pytorch (layer norm inside MultiHeadAttention)"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        normed = F.layer_norm(x, x.shape[-1:])
        return self.to_output(torch.cat([head(normed) for head in self.heads], dim=-1))
