"""Three dimensions are expected, and the scale is that of the embedding

Two mistakes taken over from a first version elsewhere: (L, emb_dim) raises, and C is not head_dim.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Graylab/DL4Proteins-notebooks/issues/12"

from torch.nn import functional as F


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.head_dim = head_dim
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(64, 64)))

    def attention_weights(self, x):
        B, T, C = x.shape
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * C**-0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        return F.softmax(wei, dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
