"""Adds x once inside and once outside the attention branch

A helper that already holds the residual is wrapped in another one; the stream counts twice.
"""

VERDICT = "wrong"
SOURCE = "yunzeliu/MAP issue 3 (doubling the residual)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self._attend(x)
        x = x + self.mlp(self.norm_2(x))
        return x

    def _attend(self, x):
        return x + self.self_attention(self.norm_1(x))
