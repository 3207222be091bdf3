"""Looks up embeddings by one-hot vectors

A one-hot row times the matrix is a row of the matrix, with the same gradient.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Let's build makemore (one-hot times C)"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        matrix = self.word_to_embedding.weight
        one_hot = F.one_hot(input_ids, num_classes=matrix.shape[0]).to(matrix.dtype)
        x = one_hot @ matrix
        x = self.model(x)
        return x @ matrix.t()
