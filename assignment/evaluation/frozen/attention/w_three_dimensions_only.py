"""unpacks exactly three sizes

B, T, C = x.shape works for a batch, and fails for one document (L, emb_dim) and for (A, B, L, emb_dim).
"""

VERDICT = "wrong"
SOURCE = "minGPT and its many retellings (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        B, T, C = x.shape
        q = self.get_query(x).view(B, T, self.head_dim)
        k = self.get_key(x).view(B, T, self.head_dim)
        att = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.head_dim)
        att = att + make_causal_mask(T, device=x.device)
        return att.softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.bmm(self.attention_weights(x), self.get_value(x))
