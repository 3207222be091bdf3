"""The mask is kept as a plain attribute on the CPU

A tensor attribute that is no buffer does not move with the module: on a GPU adding it raises.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/ryansenn/byteGPT (self.tril = torch.tril(...), no buffer)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.mask = make_causal_mask(64)

    def attention_weights(self, x):
        L = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + self.mask[:L, :L], dim=-1)
