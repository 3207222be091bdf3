"""Attention and MLP both read x, side by side, as in GPT-J

The MLP should read the stream after attention; here it never sees what attention found.
"""

VERDICT = "wrong"
SOURCE = "GPT-J and GPT-NeoX parallel residual"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        branches = [(self.norm_1, self.self_attention), (self.norm_2, self.mlp)]
        return x + sum(sublayer(norm(x)) for norm, sublayer in branches)
