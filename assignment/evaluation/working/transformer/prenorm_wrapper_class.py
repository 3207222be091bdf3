"""Wrapper classes PreNorm and Residual, put together at each call

The wrappers are plain Python objects, so that no parameter gets a second name.
"""

VERDICT = "right"
SOURCE = "lucidrains/vit-pytorch (PreNorm)"

class PreNorm:
    def __init__(self, norm, fn):
        self.norm = norm
        self.fn = fn

    def __call__(self, x):
        return self.fn(self.norm(x))


class Residual:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, x):
        return self.fn(x) + x


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        attention = Residual(PreNorm(self.norm_1, self.self_attention))
        feed_forward = Residual(PreNorm(self.norm_2, self.mlp))
        return feed_forward(attention(x))
