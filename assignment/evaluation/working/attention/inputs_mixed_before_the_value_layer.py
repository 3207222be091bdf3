"""Mixes the inputs first and sends the mixture through the value layer

get_value is linear without a bias, so it makes no difference whether it comes before or after the weighted
sum.
"""

VERDICT = "right"
SOURCE = "Karpathy's lecture: averages of x[b, :t+1] before values are introduced (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        mixture = torch.matmul(self.attention_weights(x), x)  # (..., L, emb_dim)
        return self.get_value(mixture)
