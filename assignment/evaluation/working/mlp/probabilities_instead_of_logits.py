"""Returns probabilities

The loss takes a softmax of its own, so the model can never be sure of anything.
"""

VERDICT = "wrong"
SOURCE = "bkitano/llama-from-scratch issue 5 (softmax before cross_entropy)"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        scores = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        return torch.softmax(scores, dim=-1)
