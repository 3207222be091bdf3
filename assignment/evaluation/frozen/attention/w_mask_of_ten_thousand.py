"""a mask of -1e4

Big enough for usual scores, and harmless in half precision; too little where scores differ by tens of thousands.
"""

VERDICT = "wrong"
SOURCE = "BERT's extended attention mask, (1 - mask) * -10000.0 (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = scores / math.sqrt(self.head_dim)
        length = x.shape[-2]
        mask = (1.0 - torch.ones(length, length, dtype=x.dtype, device=x.device).tril()) * -10000.0
        return torch.softmax(scores + mask, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
