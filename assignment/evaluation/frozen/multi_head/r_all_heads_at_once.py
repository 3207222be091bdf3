"""the weights of all heads are stacked, and einsum does the work of all

The softmax runs over the last axis, with a mask of its own.
"""

VERDICT = "right"
SOURCE = "from memory"
DEBATABLE = "the heads are read, not called"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        wq, wk, wv = (
            torch.stack([getattr(head, name).weight for head in self.heads])
            for name in ("get_query", "get_key", "get_value")
        )
        q, k, v = (torch.einsum("...te,hde->...htd", x, w) for w in (wq, wk, wv))
        att = torch.einsum("...htd,...hsd->...hts", q, k) / math.sqrt(wq.shape[1])
        later = torch.ones(x.shape[-2], x.shape[-2], dtype=torch.bool, device=x.device).triu(1)
        att = att.masked_fill(later, float("-inf")).softmax(-1)
        mixed = torch.einsum("...hts,...hsd->...thd", att, v)
        return self.to_output(mixed.reshape(*x.shape[:-1], -1))
