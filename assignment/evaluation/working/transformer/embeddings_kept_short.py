"""The look-up shortens embeddings longer than 1, and writes them back

max_norm of functional.embedding changes the weight itself: a call changes parameters, and the tied logits
with them.
"""

VERDICT = "wrong"
SOURCE = "https://pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html (max_norm) (from memory, not looked up)"

import torch
from torch import Tensor, nn
from torch.nn import functional


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > self.max_len:
            raise ValueError(f"{length} tokens, but there are only {self.max_len} positions")

        tokens = functional.embedding(input_ids, self.word_to_embedding.weight, max_norm=1.0)
        places = self.pos_to_embedding(torch.arange(length, device=input_ids.device))
        return self.lm_head(self.model(tokens + places))
