"""Flattens leading dimensions to one, and brings them back at the end

A document becomes a batch of one on the way; reshape, not view, so slices are fine.
"""

VERDICT = "right"
SOURCE = "nanoGPT-style B, T code made general (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        leading = input_ids.shape[:-1]
        ids = input_ids.reshape(-1, length)  # (B, L)
        positions = torch.arange(length, device=ids.device).repeat(ids.shape[0], 1)  # (B, L)
        x = self.word_to_embedding(ids) + self.pos_to_embedding(positions)
        logits = self.lm_head(self.model(x))  # (B, L, n_vocab)
        return logits.reshape(*leading, length, logits.shape[-1])
