"""Keeps a mask for long texts as a buffer, which moves with the model and is in its state dict."""


class BareBonesAttentionHead:
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("allowed", torch.ones(64, 64, dtype=torch.bool).tril())

    def attention_weights(self, x):
        n = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return scores.masked_fill(~self.allowed[:n, :n], -torch.inf).softmax(dim=-1)
