"""Scores with a detached matrix, so the head never learns

The logits are right; but the shared matrix gets its gradient from the look-up alone.
"""

import torch.nn.functional as F

VERDICT = "wrong"
SOURCE = "PyTorch forum, weight tying with F.linear(x, self.embedding.weight.detach()) against 'backward twice' errors"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        matrix = self.lm_head.weight.detach()
        hidden = self.model(self.word_to_embedding(input_ids))
        return F.linear(hidden, matrix)
