"""The first residual starts from the normed input

The normed vector is kept under the name x and added, so the raw input never reaches the output.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Howuhh/faster-trajectory-transformer/issues/3"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = self.norm_1(x)
        x = x + self.self_attention(x)
        x = x + self.mlp(self.norm_2(x))
        return x
