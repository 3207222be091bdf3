"""Token embeddings are multiplied by the root of their size

The original transformer does so; here nothing says it, and the embeddings outshine the positions.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.pytorch.org/t/why-does-the-transformer-tutorial-have-a-multiplication-by-square-root-of-the-number-of-inputs/126738/6"

import math

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        tokens = self.word_to_embedding(input_ids) * math.sqrt(self.word_to_embedding.embedding_dim)
        places = self.pos_to_embedding(torch.arange(length, device=input_ids.device))
        return self.lm_head(self.model(tokens + places))
