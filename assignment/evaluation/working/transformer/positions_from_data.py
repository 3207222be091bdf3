"""Takes the positions from weight.data, so they never learn

The forward pass is right, but .data cuts the gradient: pos_to_embedding stays as it was drawn.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum threads on .data and silent loss of gradients (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        table = self.pos_to_embedding.weight.data
        x = self.word_to_embedding(input_ids) + table[:length]
        return self.lm_head(self.model(x))
