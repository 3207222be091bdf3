"""Returns logarithms of probabilities

The loss is the same, but what is returned are not the logits.
"""

VERDICT = "wrong"
SOURCE = "pytorch/examples word_language_model (log_softmax)"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = self.lm_head(self.model(x))
        return F.log_softmax(x, dim=-1)
