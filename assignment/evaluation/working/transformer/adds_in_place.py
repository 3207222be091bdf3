"""Adds with += and so writes into the caller's tensor

x changes under the caller's hands, and the backward pass of the norm finds its input altered.
"""

VERDICT = "wrong"
SOURCE = "vllm PR 24500 review: in-place additions break the gradient"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x += self.self_attention(self.norm_1(x))
        x += self.mlp(self.norm_2(x))
        return x
