"""Adds the token's own value to the result

A residual connection belongs to the layer, not to the head.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Residual connections put inside the head in blog posts"

from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        v = self.get_value(x)
        return v + self.attention_weights(x) @ v
