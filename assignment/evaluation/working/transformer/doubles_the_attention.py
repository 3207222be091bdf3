"""Rebinds x before adding, so attention is added to itself

After x = attention(...) the old x is gone, and x + x is twice the attention.
"""

VERDICT = "wrong"
SOURCE = "kyegomez/BitNet issue 32 (x = x + x)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = self.self_attention(self.norm_1(x))
        x = x + x
        x = self.mlp(self.norm_2(x)) + x
        return x
