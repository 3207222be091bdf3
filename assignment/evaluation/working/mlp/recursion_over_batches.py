"""Calls itself for each document of a batch

A document goes through the network; anything with more dimensions is taken apart and stacked.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: functional programmers' submissions"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if input_ids.dim() > 1:
            return torch.stack([self.forward(part) for part in input_ids])
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
