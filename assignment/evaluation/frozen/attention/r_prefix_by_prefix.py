"""the softmax of each prefix, padded with zeros

No mask at all: query i only ever meets the keys 0 to i.
"""

VERDICT = "right"
SOURCE = "from memory"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        n = x.shape[-2]
        q, k = self.get_query(x) * self.head_dim**-0.5, self.get_key(x)
        weights = x.new_zeros(*x.shape[:-1], n)
        for i in range(n):
            weights[..., i, : i + 1] = torch.einsum("...d,...kd->...k", q[..., i, :], k[..., : i + 1, :]).softmax(-1)
        return weights

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("...ij,...jd->...id", self.attention_weights(x), self.get_value(x))
