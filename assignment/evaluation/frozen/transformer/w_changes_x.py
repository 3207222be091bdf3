"""x += on the argument

The values are right; the caller's tensor holds the sum afterwards.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, in-place residuals (from memory)"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        x += self.self_attention(self.norm_1(x))
        return x + self.mlp(self.norm_2(x))
