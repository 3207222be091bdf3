"""The MLP half adds to norm_2 of the stream

A bad merge in a known repository: the second residual is set after its norm. The first half is right.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/SHI-Labs/Compact-Transformers/issues/25"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        x = self.norm_2(x)
        return x + self.mlp(x)
