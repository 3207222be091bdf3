"""Forgets the residual around the MLP

Only the output of the MLP is returned; what attention brought together reaches the logits by no other way.
"""

VERDICT = "wrong"
SOURCE = "strutive07/transformer-tensorflow2.0 issue 14"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self.norm_1(x))
        x = self.mlp(self.norm_2(x))
        return x
