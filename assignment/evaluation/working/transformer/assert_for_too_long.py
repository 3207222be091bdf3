"""Refuses what is too long with an assertion

An AssertionError is no ValueError: who catches the one does not catch the other.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT model.py: assert t <= self.config.block_size (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        t = input_ids.size(-1)
        assert t <= self.max_len, f"Cannot take {t} tokens, the model has {self.max_len} positions"
        pos = torch.arange(0, t, dtype=torch.long, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(pos)
        return self.lm_head(self.model(x))
