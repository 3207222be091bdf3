"""Weights as exp of score minus logsumexp

exp(s - logsumexp(s)) is the softmax, and stays finite for any score. The mask is divided by the root too,
which still leaves it enormous.
"""

VERDICT = "right"
SOURCE = "lecture notes on the log-sum-exp trick (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        products = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = (products + make_causal_mask(x.shape[-2], device=x.device)) / self.head_dim**0.5
        return torch.exp(scores - torch.logsumexp(scores, dim=-1, keepdim=True))
