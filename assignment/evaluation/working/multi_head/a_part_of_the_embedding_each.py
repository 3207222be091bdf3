"""Each head sees its own part of the embedding, the rest set to zero

In the usual drawing the embedding is cut into n_heads parts. Here every head has a projection from the whole
embedding; it gets too little of it.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hyunwoongko/transformer/issues/15 (what is split, and when)"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        parts = x.chunk(len(self.heads), dim=-1)
        outputs, start = [], 0
        for number, head in enumerate(self.heads):
            own = torch.zeros_like(x)
            if number < len(parts):
                end = start + parts[number].shape[-1]
                own[..., start:end] = parts[number]
                start = end
            outputs.append(head(own))
        return self.to_output(torch.cat(outputs, dim=-1))
