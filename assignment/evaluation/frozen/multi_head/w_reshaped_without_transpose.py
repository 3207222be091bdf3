"""stacked in front, then reshaped without moving the axis

Fits for every size, and mixes tokens and heads.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, reshape used in place of transpose in multi-head attention (from memory)"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        outs = torch.stack([head(x) for head in self.heads])
        outs = outs.reshape(*x.shape[:-1], -1)
        return self.to_output(outs)
