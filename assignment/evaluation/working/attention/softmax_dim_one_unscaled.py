"""Softmax over dim=1 and no scale, in one chained expression

A document gets too sharp weights, a batch is normalised over the queries as well.
"""

VERDICT = "wrong"
SOURCE = "nerminnuraydogan/vision-transformer issue 1 together with ethen8181/machine-learning issue 13"

from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        return (
            self.get_query(x)
            .matmul(self.get_key(x).transpose(-2, -1))
            .add(make_causal_mask(x.shape[-2], device=x.device))
            .softmax(dim=1)
        )
