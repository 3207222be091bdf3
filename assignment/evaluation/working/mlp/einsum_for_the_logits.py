"""Indexes the matrix and multiplies with einsum

Indexing rows is the lookup; the einsum sums over the embedding dimension with any number of batch dimensions.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: ARENA transformer exercises (einsum for unembed)"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding.weight[input_ids]
        x = self.model(x)
        return torch.einsum("...e,ve->...v", x, self.lm_head.weight)
