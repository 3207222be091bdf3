"""The MLP reads the stream without norm_2

norm_2 is forgotten: the MLP gets the raw stream.
"""

VERDICT = "wrong"
SOURCE = "StateSpacesMamba.jl transformer block: x += mlp(x) (code search)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(x)
        return x
