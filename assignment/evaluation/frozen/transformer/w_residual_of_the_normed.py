"""the residual carries the normed x

x is overwritten by its norm before the sublayer, so the original is gone.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/pytorch/pytorch/issues/61165, src = self.norm1(src) without a copy"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        for norm, sublayer in ((self.norm_1, self.self_attention), (self.norm_2, self.mlp)):
            x = norm(x)
            x = x + sublayer(x)
        return x
