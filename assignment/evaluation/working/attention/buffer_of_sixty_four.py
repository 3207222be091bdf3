"""A registered triangle for 64 tokens, cut to the length at hand

The specification promises at most 64 tokens, so the buffer always suffices; it moves with the
module.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/ng-video-lecture (class Head with the buffer tril)"

from torch.nn import functional as F

block_size = 64


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.head_dim = head_dim
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(block_size, block_size)))

    def attention_weights(self, x):
        *_, T, C = x.shape
        k = self.get_key(x)
        q = self.get_query(x)
        wei = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        return F.softmax(wei, dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
