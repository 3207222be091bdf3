"""forward uses the fused attention and forgets is_causal

attention_weights is right; the output is mixed with other weights, which see the future.
"""

VERDICT = "wrong"
SOURCE = "PyTorch docs of scaled_dot_product_attention, where is_causal is False by default (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x))
