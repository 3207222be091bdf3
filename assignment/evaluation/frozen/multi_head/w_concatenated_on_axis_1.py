"""torch.cat on axis 1

Right for one document, where axis 1 is the last. In a batch it is the axis of tokens.
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
        result = self.heads[0](x)
        for head in self.heads[1:]:
            result = torch.cat((result, head(x)), dim=1)
        return self.to_output(result)
