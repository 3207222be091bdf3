"""Takes the softmax as the exponential of scores minus their logsumexp

An identity, and stable, since logsumexp subtracts the maximum itself.
"""

VERDICT = "right"
SOURCE = "https://mwolf.dev/general/log-sum-exp-trick"

import math

from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = (self.get_query(x) @ self.get_key(x).transpose(-1, -2)).mul(1 / math.sqrt(self.head_dim))
        scores = scores + make_causal_mask(x.shape[-2], x.device)
        return (scores - scores.logsumexp(dim=-1, keepdim=True)).exp()
