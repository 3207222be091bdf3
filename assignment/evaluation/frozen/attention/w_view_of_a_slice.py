"""x.view to flatten the batch

Fails for an x that is a slice of a larger tensor along its tokens, since that has no such view.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, 'view size is not compatible with input tensor's size and stride' (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def _project(self, layer: nn.Linear, x: Tensor) -> Tensor:
        flat = x.view(-1, x.size(-1))
        return (flat @ layer.weight.t()).view(*x.shape[:-1], self.head_dim)

    def attention_weights(self, x: Tensor) -> Tensor:
        q = self._project(self.get_query, x)
        k = self._project(self.get_key, x)
        mask = make_causal_mask(x.size(-2), device=x.device)
        return torch.softmax(q @ k.transpose(-2, -1) / self.head_dim**0.5 + mask, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self._project(self.get_value, x)
