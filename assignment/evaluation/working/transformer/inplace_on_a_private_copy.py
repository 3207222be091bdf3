"""Adds in place to a clone, which autograd does not need any more

The norms save the input itself or a sum that is not touched, and the clone belongs to nobody else, so values,
gradients and the caller's tensor are fine.
"""

VERDICT = "right"
SOURCE = "https://github.com/lucidrains/x-transformers/issues/127 (is residual = x.clone() needed)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        middle = x.clone()
        middle.add_(self.self_attention(self.norm_1(x)))
        out = middle.clone()
        out.add_(self.mlp(self.norm_2(middle)))
        return out
