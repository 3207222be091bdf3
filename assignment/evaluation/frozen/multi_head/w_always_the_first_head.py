"""the first head's output is repeated n_heads times

The other heads never run.
"""

VERDICT = "wrong"
SOURCE = "a copy-and-paste slip (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        first = self.heads[0](x)
        return self.to_output(first.repeat(*[1] * (x.dim() - 1), len(self.heads)))
