"""everything turned: keys in rows, softmax over rows, and turned back

k q^T with the mask turned, dim=-2, then the transpose; the output is made from it without turning back.
"""

VERDICT = "right"
SOURCE = "from memory; the column convention of some textbooks"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def _columns(self, x: Tensor) -> Tensor:
        k, q = self.get_key(x), self.get_query(x)
        scores = k @ (q / math.sqrt(self.head_dim)).transpose(-2, -1)
        return nn.functional.softmax(scores + make_causal_mask(x.shape[-2], device=x.device).T, dim=-2)

    def attention_weights(self, x: Tensor) -> Tensor:
        return self._columns(x).transpose(-2, -1)

    def forward(self, x: Tensor) -> Tensor:
        return (self.get_value(x).transpose(-2, -1) @ self._columns(x)).transpose(-2, -1)
