"""Takes the row of the last position instead of the rows up to it

A colon is missing in the index, so all tokens get the same position embedding.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/DiffPoseTalk/DiffPoseTalk/issues/20"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding.weight[length - 1]
        return self.lm_head(self.model(x))
