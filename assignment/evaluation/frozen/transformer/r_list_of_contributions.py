"""the stream is the sum of a list

Each sublayer reads the sum so far, and adds an entry.
"""

VERDICT = "right"
SOURCE = "the 'residual stream' of Elhage et al. (from memory)"


class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        stream = [x]
        for norm, sublayer in zip((self.norm_1, self.norm_2), (self.self_attention, self.mlp), strict=True):
            stream.append(sublayer(norm(sum(stream))))
        return torch.stack(stream).sum(dim=0)
