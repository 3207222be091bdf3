"""Overwrites x with the normed x, so the residual adds the normed stream

The residual should carry x itself; here each norm wipes out the size and the mean of the stream.
"""

VERDICT = "wrong"
SOURCE = "Howuhh/faster-trajectory-transformer issue 3"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = self.norm_1(x)
        x = x + self.self_attention(x)
        x = self.norm_2(x)
        x = x + self.mlp(x)
        return x
