"""Loops over positions and stacks in front

torch.stack puts the positions first, so a batch comes out as (L, B, V).
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.stack default dim"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        rows = [self.lm_head(self.model(self.word_to_embedding(token))) for token in input_ids.unbind(dim=-1)]
        return torch.stack(rows)
