"""the weights are computed without gradients

"They are only weights": queries and keys never learn.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, parameters whose grad stays None (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    @torch.no_grad()
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x)
        k = self.get_key(x)
        s = torch.matmul(q, k.transpose(-2, -1)).div(math.sqrt(self.head_dim))
        return (s + make_causal_mask(s.shape[-1], device=s.device)).softmax(dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.matmul(self.attention_weights(x), self.get_value(x))
