"""the norm comes after the residual, and not before each part

Print `layer(x).mean(dim=-1)`: if it is 0 for fresh norms, the output itself has been normed. There are two
ways to build a layer; which one does the TODO describe, and part 5 with it?
"""

CAUGHT_BY = "pre-norm: each part works on the normed x, and is added to x itself"


class BareBonesTransformerLayer:
    def forward(self, x):
        x = self.norm_1(x + self.self_attention(x))
        return self.norm_2(x + self.mlp(x))
