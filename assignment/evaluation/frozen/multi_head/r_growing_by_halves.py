"""a divide-and-conquer concatenation

The outputs of the first half of the heads come before those of the second; a single head needs no partner.
"""

VERDICT = "right"
SOURCE = "from memory"
MODULE = "attention"


def side_by_side(heads: list[nn.Module], x: Tensor) -> Tensor:
    if len(heads) == 1:
        return heads[0](x)
    middle = len(heads) // 2
    left, right = side_by_side(heads[:middle], x), side_by_side(heads[middle:], x)
    return torch.cat((left, right), dim=x.ndim - 1)


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.to_output(side_by_side(list(self.heads), x))
