"""the mask is applied in training only

"In evaluation there is no future to hide."
"""

VERDICT = "wrong"
SOURCE = "Stack Exchange, 'is the causal mask needed at inference?' (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        if self.training:
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
