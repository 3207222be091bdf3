"""one maximum for the whole tensor keeps exp finite

A row whose scores all lie hundreds below it becomes 0 / 0.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, 'numerically stable softmax in numpy', answers that use np.max(x) (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        e = (scores - scores.max()).exp()
        return e / e.sum(-1, keepdim=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
