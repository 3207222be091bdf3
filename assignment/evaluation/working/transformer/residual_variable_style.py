"""Keeps the residual in a variable of its own, as GPT-2 ports do

The stream is remembered before each sublayer and added afterwards; x is only ever rebound, never written to.
"""

VERDICT = "right"
SOURCE = "Hugging Face modeling_gpt2.py, GPT2Block.forward"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        residual = x
        hidden = self.norm_1(x)
        hidden = self.self_attention(hidden)
        hidden = residual + hidden
        residual = hidden
        hidden = self.norm_2(hidden)
        hidden = self.mlp(hidden)
        return residual + hidden
