"""dropout before the second residual, on in evaluation too

torch.nn.functional.dropout is called without training=self.training.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, F.dropout in eval mode (from memory)"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        h = x + self.self_attention(self.norm_1(x))
        return h + torch.nn.functional.dropout(self.mlp(self.norm_2(h)), p=0.1)
