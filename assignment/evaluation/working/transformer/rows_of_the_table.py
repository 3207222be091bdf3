"""Slices the position table, and takes the logits by a product with the embeddings

The first L rows are positions 0 to L-1; lm_head has no bias and its weight is the embedding's.
"""

VERDICT = "right"
SOURCE = "Vision Transformer code: pos_embedding[:, :n] (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        table = self.word_to_embedding.weight
        stream = self.model(table[input_ids] + self.pos_to_embedding.weight[:length])
        return torch.einsum("...e,ve->...v", stream, table)
