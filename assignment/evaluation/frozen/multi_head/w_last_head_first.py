"""the heads arrive in reverse order

Each new output is put in front of the others.
"""

VERDICT = "wrong"
SOURCE = "from memory"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        pieces = []
        for head in self.heads:
            pieces.insert(0, head(x))
        return self.to_output(torch.cat(pieces, -1))
