"""Takes the mean over the keys of the weighted values

The weights sum to 1 already; the mean divides by L once more.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Confusion of the weighted sum with a mean in beginners' posts"

from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        weights = self.attention_weights(x)
        weighted = weights.unsqueeze(-1) * self.get_value(x).unsqueeze(-3)
        return weighted.mean(dim=-2)
