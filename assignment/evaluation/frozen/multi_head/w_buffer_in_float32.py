"""a buffer of zeros is filled slice by slice, with the default dtype

float64 inputs are rounded into float32, and to_output refuses them.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, 'expected m1 and m2 to have the same dtype' (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        size = self.heads[0].head_dim
        buffer = torch.zeros(*x.shape[:-1], size * len(self.heads))
        for i, head in enumerate(self.heads):
            buffer[..., i * size : (i + 1) * size] = head(x)
        return self.to_output(buffer)
