"""The softmax runs over dimension 1, whatever the number of dimensions

Written with one document in mind, where dimension 1 is the keys. In a batch it is the queries, and with more
leading dimensions something else again.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/FudanNLP/fastNLP/issues/254"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / self.head_dim**0.5
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return nn.functional.softmax(scores, dim=1)
