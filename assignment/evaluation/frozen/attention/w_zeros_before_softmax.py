"""scores of later tokens become 0 instead of very small

Multiplied with a lower triangle; exp(0) is 1, so later tokens keep a weight.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, masks that are multiplied rather than added (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).mT / math.sqrt(self.head_dim)
        allowed = (make_causal_mask(x.shape[-2], device=x.device) == 0).to(scores.dtype)
        return torch.softmax(allowed * scores, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
