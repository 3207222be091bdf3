"""Adds x to the normed input and sends the sum through the sublayer

A formula in a well-known book reads so; the sum belongs after the sublayer.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/probml/pml-book/issues/709"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        z = self.self_attention(self.norm_1(x) + x)
        return self.mlp(self.norm_2(z) + z)
