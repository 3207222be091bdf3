"""Writes the root without brackets and drops weights in training

The scores are divided by head_dim and by 2, and train mode is random.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: ** 1/2 slips, in a Head with the dropout of let us build GPT"

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        sim = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / self.head_dim ** 1 / 2
        sim = sim + make_causal_mask(x.shape[-2], device=x.device)
        return F.dropout(sim.softmax(dim=-1), p=0.2, training=self.training)
