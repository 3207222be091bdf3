"""the keys are mixed instead of the values

"The dictionary returns what it matched": get_value is never used.
"""

VERDICT = "wrong"
SOURCE = "attention of Bahdanau and Luong, where keys and values are the same states (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def _scores(self, q, k):
        return q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)

    def attention_weights(self, x: Tensor) -> Tensor:
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return (self._scores(self.get_query(x), self.get_key(x)) + mask).softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        keys = self.get_key(x)
        return sum_over_tokens(self.attention_weights(x), keys)


def sum_over_tokens(weights: Tensor, what: Tensor) -> Tensor:
    return (weights.unsqueeze(-1) * what.unsqueeze(-3)).sum(dim=-2)
