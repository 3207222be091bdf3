"""Mixes the rows of x in place, from the last to the first, and projects afterwards

The output is right, since a row only needs earlier ones, but the caller's x is destroyed.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: in-place changes of a tensor argument"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        weights = self.attention_weights(x)
        for i in reversed(range(x.shape[-2])):
            x[..., i, :] = (weights[..., i, : i + 1].unsqueeze(-1) * x[..., : i + 1, :]).sum(dim=-2)
        return self.get_value(x)
