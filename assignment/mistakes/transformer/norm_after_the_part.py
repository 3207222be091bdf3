"""the norms come after the parts, and not before them

Print the mean and the standard deviation of what goes into `layer.self_attention`. A norm should have made them 0
and 1. The docstring of `BareBonesTransformerLayer`, in part 5, says where the norms stand.
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        x = x + self.norm_1(self.self_attention(x))
        return x + self.norm_2(self.mlp(x))
