"""One-hot vectors times the embedding matrix

Makes a one-hot row for each id in the dtype of the parameters and multiplies: picks the same row as the
lookup.
"""

VERDICT = "right"
SOURCE = "Karpathy's makemore: an embedding is a one-hot vector times a matrix"

import torch.nn.functional as F


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        matrix = self.word_to_embedding.weight
        one_hot = F.one_hot(input_ids, num_classes=matrix.shape[0]).to(dtype=matrix.dtype)
        vectors = one_hot @ matrix
        return self.model(vectors) @ matrix.transpose(0, 1)
