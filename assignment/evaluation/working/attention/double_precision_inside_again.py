"""Computes in float64 and casts back at the end

More exact than needed; result and gradients have the dtype of x.
"""

VERDICT = "right"
SOURCE = "numerics advice in the Hugging Face forum: softmax in a wider type, then back (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x).double(), self.get_key(x).double()
        scores = q.matmul(k.mT) / math.sqrt(float(self.head_dim))
        scores = scores - scores.detach().amax(dim=-1, keepdim=True)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device).double()
        return torch.softmax(scores, dim=-1).to(x.dtype)

    def forward(self, x: Tensor) -> Tensor:
        weights = self.attention_weights(x)
        mixed = weights.double() @ self.get_value(x).double()
        return mixed.to(x.dtype)
