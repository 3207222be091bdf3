"""Makes the logits with the detached matrix

The values are right, but the shared matrix gets a gradient from the lookup alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: weight tying with a detached matrix"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.model(self.word_to_embedding(input_ids))
        return F.linear(x, self.lm_head.weight.data)
