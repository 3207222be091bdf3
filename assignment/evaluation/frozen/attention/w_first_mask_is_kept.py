"""the mask of the first call is kept

A head that is called with another length afterwards adds a mask of the wrong size.
"""

VERDICT = "wrong"
SOURCE = "caches without a key, code reviews (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.mask = None

    def attention_weights(self, x: Tensor) -> Tensor:
        if self.mask is None:
            self.mask = make_causal_mask(x.shape[-2], device=x.device)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        return torch.softmax(scores / math.sqrt(self.head_dim) + self.mask, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
