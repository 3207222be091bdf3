"""Makes the logits with the embedding's own matrix

The weights are tied, so the product with the embedding matrix is what lm_head computes.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Press and Wolf 2017, code that multiplies with the embedding"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        embedded = F.embedding(input_ids, self.word_to_embedding.weight)
        mixed = self.model(embedded)
        return F.linear(mixed, self.word_to_embedding.weight)
