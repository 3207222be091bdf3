"""adds x to the output

The residual belongs to the layer, which then has it twice.
"""

VERDICT = "wrong"
SOURCE = "the 'Add & Norm' box drawn around attention in the paper's figure (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        out = torch.cat([head(x) for head in self.heads], dim=-1)
        return x + self.to_output(out)
