"""Runs all heads with functional_call and vmap over stacked parameters

The parameters are stacked with torch.stack inside forward, so gradients flow back to every head.
"""

VERDICT = "right"
SOURCE = "pytorch/functorch issues 782 and 992 (vmap over modules inside a model)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        named = [dict(head.named_parameters()) for head in self.heads]
        stacked = {name: torch.stack([params[name] for params in named]) for name in named[0]}
        template = self.heads[0]

        def run(params):
            return torch.func.functional_call(template, params, (x,))

        z = torch.func.vmap(run, out_dims=-2)(stacked)  # (..., L, n_heads, head_dim)
        return self.to_output(z.flatten(-2))
