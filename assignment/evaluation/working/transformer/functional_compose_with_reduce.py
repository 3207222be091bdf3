"""The layer is a fold over its two sublayers

functools.reduce applies the attention half, then the MLP half to its result.
"""

VERDICT = "right"
SOURCE = "functional programming posts on composing layers"

from functools import reduce


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        steps = (("norm_1", "self_attention"), ("norm_2", "mlp"))
        return reduce(lambda s, names: s + getattr(self, names[1])(getattr(self, names[0])(s)), steps, x)
