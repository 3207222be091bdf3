"""The MLP half runs before the attention half

The order matters: the MLP should work on what attention has brought together.
"""

VERDICT = "wrong"
SOURCE = "reordering experiments (Sandwich Transformers) misread as free choice"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.mlp(self.norm_1(x))
        x = x + self.self_attention(self.norm_2(x))
        return x
