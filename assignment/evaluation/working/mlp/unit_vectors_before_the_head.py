"""Normalises the vector before the head

The logits are cosines times lengths of embeddings; how sure the model is gets lost.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: cosine softmax, nGPT"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(F.normalize(x, dim=-1))
