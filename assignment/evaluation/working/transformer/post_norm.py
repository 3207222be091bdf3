"""Norms after the residual, as in the first transformer paper

LayerNorm(x + Sublayer(x)) is post-norm; the lab asks for pre-norm, and the stream comes out normed.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer issues 1, 13 and 110"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = self.norm_1(x + self.self_attention(x))
        x = self.norm_2(x + self.mlp(x))
        return x
