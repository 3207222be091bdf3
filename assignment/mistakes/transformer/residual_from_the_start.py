"""the second residual goes back to the input, past what attention has found

Set the MLP's parameters to zero and compare `layer(x)` with `x + layer.self_attention(layer.norm_1(x))`. What
became of what attention gave? Part 5 of the notebook says what each part adds to.
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        y = x + self.self_attention(self.norm_1(x))
        return x + self.mlp(self.norm_2(y))
