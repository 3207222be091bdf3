"""exp and division in place

The values are right, but the backward pass finds that the output of exp was changed.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, 'a variable needed for gradient computation has been modified by an inplace operation' (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        w = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        w = w / math.sqrt(self.head_dim) + make_causal_mask(x.shape[-2], x.device)
        w = torch.exp(w - w.amax(dim=-1, keepdim=True))
        w /= w.sum(dim=-1, keepdim=True)
        return w

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
