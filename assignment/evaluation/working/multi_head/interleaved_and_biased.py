"""The features are interleaved, and the output layer has a bias

Two mistakes: stacking in the last dimension puts feature before head, and the bias is an extra
parameter.
"""

VERDICT = "wrong"
SOURCE = "https://sid.sh/learn/build-your-first-llm/part-4-attention/multi-head"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList([BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads)])
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim)

    def forward(self, x):
        outs = torch.stack([head(x) for head in self.heads], dim=-1)
        return self.to_output(outs.reshape(*x.shape[:-1], -1))
