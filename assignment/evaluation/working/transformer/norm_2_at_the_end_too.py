"""The layer's output is normed once more

There is no final norm in this lab; norm_2 is applied a second time to the result.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hkproj/pytorch-transformer/issues/14 (where does the last norm belong)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(self.norm_2(x))
        return self.norm_2(x)
