"""Norms what the sublayer gives, instead of what it gets

x + norm(sublayer(x)): the sublayers read the stream without a norm.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer issue 110 (proposed 'correction')"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.norm_1(self.self_attention(x))
        x = x + self.norm_2(self.mlp(x))
        return x
