"""the softmax runs over the queries

Each column sums to 1 instead of each row: the axis "that the scores came from" was taken.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, questions about which dim to give to softmax (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        queries, keys = self.get_query(x), self.get_key(x)
        scores = torch.einsum("...qd,...kd->...qk", queries, keys) * self.head_dim**-0.5
        scores = scores + make_causal_mask(x.size(-2), x.device)
        return scores.softmax(dim=-2)

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("...qk,...kd->...qd", self.attention_weights(x), self.get_value(x))
