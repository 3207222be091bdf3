"""Gives each head only its share of the embedding

"Split the embedding among the heads": other features are zeroed before the projections, so no head sees the
whole token.
"""

VERDICT = "wrong"
SOURCE = "MarcoMeter/episodic-transformer-memory-ppo pull request 22"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n = len(self.heads)
        emb_dim = x.shape[-1]
        share = -(-emb_dim // n)
        feature = torch.arange(emb_dim, device=x.device)
        outs = []
        for i, head in enumerate(self.heads):
            mine = (feature // share == i).to(x.dtype)
            outs.append(head(x * mine))
        return self.to_output(torch.cat(outs, dim=-1))
