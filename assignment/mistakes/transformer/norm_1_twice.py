"""norm_1 is used in both places

Set `layer.norm_2.weight` to zero: does the output change? The layer has two norms, each with numbers of its own to
learn. The TODO of part 5 says which part gets its input normed by which.
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        return x + self.mlp(self.norm_1(x))
