"""Adds in place, but only into what the sublayer has just made

The output of the last Linear of a sublayer is fresh and nothing needs it for its gradient, so writing to it
is safe; x itself stays as it is.
"""

VERDICT = "right"
SOURCE = "vllm PR 24500 (prefer in-place add)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        attended = self.self_attention(self.norm_1(x))
        attended += x
        out = self.mlp(self.norm_2(attended))
        out += attended
        return out
