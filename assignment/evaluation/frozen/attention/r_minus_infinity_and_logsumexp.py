"""masked_fill with minus infinity, and exp(scores - logsumexp)

The diagonal is never masked, so that no row is empty.
"""

VERDICT = "right"
SOURCE = "from memory"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        queries, keys = self.get_query(x), self.get_key(x)
        scores = (queries[..., :, None, :] * keys[..., None, :, :]).sum(-1) / self.head_dim**0.5
        place = torch.arange(x.shape[-2], device=x.device)
        scores = scores.masked_fill(place[:, None] < place[None, :], -math.inf)
        return torch.exp(scores - torch.logsumexp(scores, dim=-1, keepdim=True))

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x).matmul(self.get_value(x))
