"""heads are stacked on a new last axis and flattened

The numbers of the heads alternate, and to_output meets them in the wrong places.
"""

VERDICT = "wrong"
SOURCE = "einops rearrange 'b t d h -> b t (d h)' for '(h d)' (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        together = torch.stack([h(x) for h in self.heads], dim=-1)
        return self.to_output(together.flatten(start_dim=-2))
