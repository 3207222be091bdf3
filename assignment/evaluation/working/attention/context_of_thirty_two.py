"""The mask is a buffer for 32 tokens, the context of this lab's models

For a text of more than 32 tokens the slice is too small for the scores, and adding it raises.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture (buffer of block_size)"

from torch.nn import functional as F

block_size = 32


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(block_size, block_size)), persistent=False)

    def attention_weights(self, x):
        T = x.shape[-2]
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        return F.softmax(wei, dim=-1)
