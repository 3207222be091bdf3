"""Refuses the full length too, and names one number only

Two mistakes: a text of max_len tokens is refused although there are positions for it, and the message does
not say how many tokens came.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/bentrevett/pytorch-seq2seq/issues/89"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if not length < self.max_len:
            raise ValueError(f"sequence too long, the maximum is {self.max_len}")
        positions = torch.arange(length, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
