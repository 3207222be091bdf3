"""Applies the softmax over the first dimension

For a document these are the queries, for a batch the documents: a batch of one gets a weight of one
everywhere.
"""

VERDICT = "wrong"
SOURCE = "PetrochukM/PyTorch-NLP issue 2"

from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).mT / self.head_dim**0.5
        masked = scores + make_causal_mask(scores.size(-1), device=x.device)
        softmax = nn.Softmax(dim=0)
        return softmax(masked)
