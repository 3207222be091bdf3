"""Counts positions by adding up ones along each text

Each document has its own row 0, 1, ..., L-1, of the shape and on the device of the ids.
"""

VERDICT = "right"
SOURCE = "fairseq and OPT: positions as cumsum of the mask minus one (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        positions = torch.ones_like(input_ids).cumsum(dim=-1) - 1
        stream = self.word_to_embedding(input_ids)
        stream = stream + self.pos_to_embedding(positions)
        stream = self.model(stream)
        return self.lm_head(stream)
