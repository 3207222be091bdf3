"""Sines and cosines for the positions, and embeddings times the root of their size

Two mistakes, both from the original paper: pos_to_embedding is never used, and the token embeddings are
scaled.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer, PositionalEncoding and Embeddings (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        emb_dim = self.word_to_embedding.embedding_dim
        place = torch.arange(length, device=input_ids.device).unsqueeze(1)
        number = torch.arange(emb_dim, device=input_ids.device)
        angle = place / 10000.0 ** ((number - number % 2) / emb_dim)
        waves = torch.where(number % 2 == 0, angle.sin(), angle.cos()).to(self.lm_head.weight.dtype)
        x = self.word_to_embedding(input_ids) * emb_dim**0.5 + waves
        return self.lm_head(self.model(x))
