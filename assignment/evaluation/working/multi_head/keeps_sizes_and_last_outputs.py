"""Keeps sizes as attributes and the last outputs of the heads for plots

The attributes are never read in the computation; parameters keep their names.
"""

VERDICT = "right"
SOURCE = "https://github.com/harvardnlp/annotated-transformer (self.attn kept for plots)"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.emb_dim, self.head_dim, self.n_heads = emb_dim, head_dim, n_heads
        self.heads = nn.ModuleList([BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads)])
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)
        self.dropout = nn.Dropout(0.0)
        self.seen = []

    def forward(self, x: Tensor) -> Tensor:
        ys = [head(x) for head in self.heads]
        self.seen = [y.detach() for y in ys]
        return self.dropout(self.to_output(torch.cat(ys, dim=-1)))
