"""Norms by hand with the unbiased standard deviation

x.std() divides by n - 1 and eps stands outside of the root: a little off for long vectors, a lot for short
ones.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer, LayerNorm class with std and eps"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self._norm(x, self.norm_1))
        return x + self.mlp(self._norm(x, self.norm_2))

    @staticmethod
    def _norm(x, norm):
        return norm.weight * (x - x.mean(-1, keepdim=True)) / (x.std(-1, keepdim=True) + norm.eps) + norm.bias
