"""Detaches the stream at each residual

The values are right, but no gradient passes the residuals, so embeddings learn through the sublayers alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: truncated gradients, detach in the wrong place"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x.detach() + self.self_attention(self.norm_1(x))
        x = x.detach() + self.mlp(self.norm_2(x))
        return x
