"""Adds the sublayers in place, through data

The values are right (on a copy of x), but the gradient does not see what was added.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: in-place residuals that autograd forbids, silenced by .data"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x.clone()
        x.data += self.self_attention(self.norm_1(x.data)).data
        x.data += self.mlp(self.norm_2(x.data)).data
        return x
