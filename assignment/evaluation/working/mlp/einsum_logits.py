"""Scores by einsum with the embedding matrix

A logit is the dot product of the output vector with the embedding of that character; the ellipsis takes any
batch dimensions.
"""

VERDICT = "right"
SOURCE = "Mesh TensorFlow and lucidrains style einsum with an ellipsis"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        embedded = self.word_to_embedding(input_ids)
        processed = self.model(embedded)
        return torch.einsum("...e,ve->...v", processed, self.lm_head.weight)
