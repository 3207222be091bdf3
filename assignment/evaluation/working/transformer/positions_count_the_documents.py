"""Positions are counted along the first dimension

For a single document this is right. In a batch every document has one position embedding for all its tokens:
that of its place in the batch.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/cmu-l3/anlp-fall2025-code/issues/1"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        positions = torch.arange(input_ids.size(0), device=input_ids.device) % self.max_len
        shape = (-1,) + (1,) * (input_ids.dim() - 1)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions.view(shape))
        return self.lm_head(self.model(x))
