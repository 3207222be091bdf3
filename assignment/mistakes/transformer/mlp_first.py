"""the MLP comes before attention

Print which part your `forward` calls first. Attention brings tokens together, and the MLP works on each
token by itself: in which order does that make sense? Part 5 of the notebook and the TODO have both.
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        x = x + self.mlp(self.norm_2(x))
        return x + self.self_attention(self.norm_1(x))
