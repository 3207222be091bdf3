"""one document at a time, for at most one axis of documents

Each entry along the first axis is taken for a document. With two leading axes the heads are joined along the tokens.
"""

VERDICT = "wrong"
SOURCE = "from memory"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def _one(self, document: Tensor) -> Tensor:
        return self.to_output(torch.hstack([head(document) for head in self.heads]))

    def forward(self, x: Tensor) -> Tensor:
        if x.ndim == 2:
            return self._one(x)
        return torch.vstack([self._one(document) for document in x]).view_as(x)
