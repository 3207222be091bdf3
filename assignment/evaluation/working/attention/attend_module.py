"""A helper module without parameters returns output and weights together

In the style of the annotated transformer; the head only projects, and adds no parameter.
"""

VERDICT = "right"
SOURCE = "https://github.com/harvardnlp/annotated-transformer (attention returns output and p_attn)"


class ScaledDotProduct(nn.Module):
    def __init__(self):
        super().__init__()
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, query, key, value=None, mask=None):
        d_k = query.size(-1)
        scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, -1e9)
        p_attn = self.softmax(scores)
        return (None if value is None else torch.matmul(p_attn, value)), p_attn


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim, head_dim):
        super(BareBonesAttentionHead, self).__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.attend = ScaledDotProduct()

    @staticmethod
    def subsequent_mask(size, device):
        return torch.ones(size, size, dtype=torch.uint8, device=device).tril()

    def attention_weights(self, x):
        mask = self.subsequent_mask(x.size(-2), x.device)
        return self.attend(self.get_query(x), self.get_key(x), mask=mask)[1]

    def forward(self, x):
        mask = self.subsequent_mask(x.size(-2), x.device)
        return self.attend(self.get_query(x), self.get_key(x), self.get_value(x), mask)[0]
