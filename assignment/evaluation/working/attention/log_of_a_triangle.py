"""The mask is the logarithm of a triangle of ones

log 1 is 0 and log 0 is minus infinity, an additive mask; the weights are the exp of a log_softmax.
"""

VERDICT = "right"
SOURCE = "https://stats.stackexchange.com/questions/619612/in-transformer-architecture-why-does-masked-self-attention-layer-uses-additive"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        triangle = torch.tril(torch.ones(L, L, dtype=x.dtype, device=x.device))
        s = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        s = s / math.sqrt(self.head_dim) + torch.log(triangle)
        return F.log_softmax(s, dim=-1).exp()
