"""Caps the logits with a tanh at thirty

Small logits hardly change, large ones do.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Gemma 2 (soft capping of logits)"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        logits = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        return 30.0 * torch.tanh(logits / 30.0)
