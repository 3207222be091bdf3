"""scaled_dot_product_attention makes the output and the weights

The weights are what it makes of the identity as values: column j of it is the weight of key j.
"""

VERDICT = "right"
SOURCE = "PyTorch forum, how to get weights out of the fused attention (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def _attend(self, x: Tensor, values: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        n = x.shape[-2]
        bias = make_causal_mask(n, device=x.device).to(q.dtype)
        return nn.functional.scaled_dot_product_attention(q, k, values, attn_mask=bias)

    def attention_weights(self, x: Tensor) -> Tensor:
        n = x.shape[-2]
        identity = torch.eye(n, dtype=x.dtype, device=x.device)
        return self._attend(x, identity.expand(*x.shape[:-2], n, n))

    def forward(self, x: Tensor) -> Tensor:
        return self._attend(x, self.get_value(x))
