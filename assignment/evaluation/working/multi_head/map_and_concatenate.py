"""Maps a lambda over the heads and uses torch.concatenate

torch.concatenate is torch.cat under another name.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Python style with map and the alias torch.concatenate"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        return self.to_output(torch.concatenate([*map(lambda head: head(x), self.heads)], axis=-1))
