"""Shrinks the shared matrix in each training forward

In eval mode all is right; in training mode each call changes the parameters behind the optimizer's back.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: hand-made weight decay"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if self.training:
            with torch.no_grad():
                self.word_to_embedding.weight.mul_(0.9)
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x)
