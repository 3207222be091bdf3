"""stacked on the axis before the last, then both are flattened into one

Head by head, as the concatenation has it.
"""

VERDICT = "right"
SOURCE = "from memory"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        by_head = torch.stack([*map(lambda head: head(x), self.heads)], dim=-2)
        merged = by_head.flatten(-2, -1)
        return torch.matmul(merged, self.to_output.weight.mT)
