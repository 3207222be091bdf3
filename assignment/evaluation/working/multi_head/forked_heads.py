"""Starts each head with torch.jit.fork and waits for all

Outside of a script fork runs at once; the futures are read in the order of the heads.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: torch.jit.fork tutorial, for heads in parallel"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        futures = [torch.jit.fork(head, x) for head in self.heads]
        results = [torch.jit.wait(future) for future in futures]
        return self.to_output(torch.cat(results, dim=-1))
