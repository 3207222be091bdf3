"""Looks rows up by indexing, and scores by einsum

Indexing the matrix with the ids gives the rows that the embedding layer gives, with the same gradient.
"""

import torch

VERDICT = "right"
SOURCE = "makemore part 2, C[X] as an embedding"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        C = self.word_to_embedding.weight
        x = self.model(C[input_ids])
        return torch.einsum("...d,vd->...v", x, C)
