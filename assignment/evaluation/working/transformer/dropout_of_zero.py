"""Has dropout modules as in GPT, with probability zero

Dropout with p = 0 is the identity in both modes, so training and evaluation agree.
"""

VERDICT = "right"
SOURCE = "minGPT and nanoGPT config with dropout = 0.0"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int, dropout: float = 0.0):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)
        self.drop_1 = nn.Dropout(dropout)
        self.drop_2 = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.drop_1(self.self_attention(self.norm_1(x)))
        return x + self.drop_2(self.mlp(self.norm_2(x)))
