"""Flattens the batch and returns probabilities

Two mistakes: the batch dimensions are gone, and a softmax is taken over the wrong thing, the rows.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: flatten and take the last row"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids.flatten())
        logits = self.lm_head(self.model(x))
        return torch.softmax(logits, dim=0)
