"""Makes a new tensor of the matrix for the logits

torch.tensor copies the numbers without their history, so the head's part of the gradient is lost.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: re-wrapping weights with torch.tensor"

import torch
import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.model(self.word_to_embedding(input_ids))
        matrix = torch.tensor(self.lm_head.weight.tolist(), device=x.device)
        return F.linear(x, matrix)
