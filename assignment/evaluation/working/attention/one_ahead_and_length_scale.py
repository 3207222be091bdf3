"""Sees one token ahead and scales by the length

Two mistakes in one line each; for a single token neither shows.
"""

VERDICT = "wrong"
SOURCE = "TransformerLens issue 284 together with cneuralnetwork/solving-ml-papers issue 1"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        scores = torch.einsum("...qe,...ke->...qk", self.get_query(x), self.get_key(x)) / L**0.5
        mask = torch.full((L, L), -1e9, device=x.device, dtype=x.dtype).triu(diagonal=2)
        return (scores + mask).softmax(-1)
