"""Takes norm_2 before attention and norm_1 before the MLP

With fresh weights nobody notices, since both norms start equal; with trained ones the output differs.
"""

VERDICT = "wrong"
SOURCE = "ml-explore/mlx issue 1636 (wrong layer norm used)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self.norm_2(x))
        return x + self.mlp(self.norm_1(x))
