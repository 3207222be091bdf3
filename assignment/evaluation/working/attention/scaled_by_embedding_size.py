"""Scaled by the size of the embedding instead of the size of the head

C is the last dimension of x, not of the keys: too weak scores whenever emb_dim is larger than
head_dim.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture/pull/6"

from torch.nn import functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        T, C = x.shape[-2:]
        k = self.get_key(x)
        q = self.get_query(x)
        wei = q @ k.transpose(-2, -1) * C**-0.5
        tril = torch.tril(torch.ones(T, T, device=x.device))
        wei = wei.masked_fill(tril == 0, float("-inf"))
        return F.softmax(wei, dim=-1)
