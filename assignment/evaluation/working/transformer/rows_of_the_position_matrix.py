"""Slices the first L rows off the position matrix, with functional calls

Looking up 0 to L - 1 is the same as taking the first L rows, and F.linear with the tied matrix is the head.
"""

VERDICT = "right"
SOURCE = "d2l, BERTEncoder: pos_embedding sliced to the length"

import torch.nn.functional as F


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        n = input_ids.shape[-1]
        if not n <= self.max_len:
            raise ValueError("Sequence of length {} does not fit into the maximum of {}".format(n, self.max_len))
        matrix = self.word_to_embedding.weight
        x = F.embedding(input_ids, matrix) + self.pos_to_embedding.weight[:n]
        return F.linear(self.model(x), matrix)
