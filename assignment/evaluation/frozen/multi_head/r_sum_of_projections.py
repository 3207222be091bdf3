"""each head goes through its own columns of to_output, and the results are added

The same as the concatenation, as block matrices multiply.
"""

VERDICT = "right"
SOURCE = "Elhage et al., 'A Mathematical Framework for Transformer Circuits': heads add up (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        columns = self.to_output.weight.chunk(len(self.heads), dim=1)
        total = torch.zeros_like(x)
        for head, block in zip(self.heads, columns, strict=True):
            total = total + nn.functional.linear(head(x), block)
        return total
