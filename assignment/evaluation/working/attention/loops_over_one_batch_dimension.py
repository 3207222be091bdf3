"""Loops over the first dimension as the batch and treats each entry as a document

Right for (B, L, emb); a single document falls apart into tokens, and two leading dimensions do not fit.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: loops over \"the batch\" written for one leading dimension"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        results = []
        for document in x:
            n = document.shape[0]
            q, k = self.get_query(document), self.get_key(document)
            scores = torch.mm(q, k.t()) / math.sqrt(self.head_dim)
            results.append(torch.softmax(scores + make_causal_mask(n, device=x.device), dim=1))
        return torch.stack(results)
