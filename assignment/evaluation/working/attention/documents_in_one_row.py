"""All documents of a batch are laid in one row, and attend to each other

The leading dimensions are flattened together with the positions, so tokens of the second document look at
those of the first. Right for a single document.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/songyangco/GETNext/issues/2"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        row = x.reshape(-1, x.shape[-1])  # (n_tokens, emb_dim)
        mixed = self.attention_weights(row) @ self.get_value(row)
        return mixed.reshape(*x.shape[:-1], self.head_dim)
