"""multiplied with the weight of to_output as it is

nn.Linear keeps (out, in). The product goes through where both are equal, and fails elsewhere.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, 'why does nn.Linear transpose its weight' (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        concatenated = torch.cat([head.forward(x) for head in self.heads], dim=-1)
        return concatenated @ self.to_output.weight
