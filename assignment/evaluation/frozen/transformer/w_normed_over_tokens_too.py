"""the norm takes mean and spread over all tokens of the document

normalized_shape is "the shape of the data", (L, emb_dim), so later tokens change earlier ones.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, what to give to nn.LayerNorm as normalized_shape (from memory)"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    @staticmethod
    def _norm(norm: nn.LayerNorm, x: Tensor) -> Tensor:
        return torch.nn.functional.layer_norm(x, x.shape[-2:], eps=norm.eps) * norm.weight + norm.bias

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self._norm(self.norm_1, x))
        return x + self.mlp(self._norm(self.norm_2, x))
