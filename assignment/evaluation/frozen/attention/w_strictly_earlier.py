"""a token does not look at itself

Loop over queries; "the tokens before it" is taken to the letter. Only the first looks at itself, having no other.
"""

VERDICT = "wrong"
SOURCE = "an off-by-one seen in code reviews: triu with diagonal 0 (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x)
        k = self.get_key(x)
        n_tokens = x.shape[-2]
        rows = []
        for i in range(n_tokens):
            seen = max(i, 1)
            scores = (k[..., :seen, :] * q[..., i : i + 1, :]).sum(dim=-1) / math.sqrt(self.head_dim)
            row = torch.softmax(scores, dim=-1)
            rows.append(nn.functional.pad(row, (0, n_tokens - seen)))
        return torch.stack(rows, dim=-2)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
