"""An error class of its own under ValueError, type checks and small helpers

Over-engineered, but a TextTooLong is a ValueError, and it names both numbers.
"""

VERDICT = "right"
SOURCE = "over-engineered style of production code bases (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TextTooLong(ValueError):
    def __init__(self, n_tokens: int, max_len: int):
        super().__init__(f"got {n_tokens} tokens, while positions end after {max_len}")
        self.n_tokens, self.max_len = n_tokens, max_len


class TransformerLM(nn.Module):
    def _refuse_too_long(self, input_ids: Tensor) -> None:
        n_tokens = input_ids.size(-1)
        if n_tokens > self.max_len:
            raise TextTooLong(n_tokens, self.max_len)

    def _embed(self, input_ids: Tensor) -> Tensor:
        places = torch.arange(input_ids.size(-1), device=input_ids.device)
        return torch.stack(torch.broadcast_tensors(self.word_to_embedding(input_ids), self.pos_to_embedding(places))).sum(dim=0)

    def forward(self, input_ids: Tensor) -> Tensor:
        if not isinstance(input_ids, Tensor) or input_ids.is_floating_point():
            raise TypeError("input_ids has to be a tensor of whole numbers")
        self._refuse_too_long(input_ids)
        stream = self._embed(input_ids)
        for step in (self.model, self.lm_head):
            stream = step(stream)
        return stream
