"""Returns probabilities

A softmax at the end: the loss then takes a softmax of a softmax.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: softmax before CrossEntropyLoss"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        scores = self.lm_head(x)
        return torch.softmax(scores, dim=-1)
