"""both parts work on x side by side, so that the MLP never sees what attention has found

Set the parameters of `layer.self_attention` to other numbers and print what goes into `layer.mlp`: does it
move? Part 5 of the notebook lets the MLP work on what attention has brought together.
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        return x + self.self_attention(self.norm_1(x)) + self.mlp(self.norm_2(x))
