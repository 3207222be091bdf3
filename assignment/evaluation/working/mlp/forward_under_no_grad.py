"""The whole forward under no_grad

Right values without any gradient: loss.backward() fails.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: element 0 of tensors does not require grad"

import torch

class FeedForwardLM(nn.Module):
    @torch.no_grad()
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x)
