"""Keeps detached copies of what each head gave

An attribute for looking at; the computation is the usual one.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Activation caches as in TransformerLens"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outs = [head(x) for head in self.heads]
        self.last_head_outputs = [out.detach() for out in outs]
        return self.to_output(torch.cat(outs, dim=-1))
