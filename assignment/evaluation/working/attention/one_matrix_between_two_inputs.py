"""Query and key matrices are multiplied into one, which stands between two inputs

x Wq^T Wk x^T is the same as (x Wq^T)(x Wk^T)^T: the QK circuit of a head.
"""

VERDICT = "right"
SOURCE = "A Mathematical Framework for Transformer Circuits (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        circuit = self.get_query.weight.T @ self.get_key.weight  # (emb_dim, emb_dim)
        scores = x @ circuit @ x.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
