"""squeeze after the concatenation

Every axis of size 1 goes: a batch of one, a text of one token.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, squeeze() without dim (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        parts = torch.stack([head(x) for head in self.heads], dim=-2)
        together = parts.reshape(*parts.shape[:-2], -1).squeeze()
        return self.to_output(together)
