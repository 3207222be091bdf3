"""Calls itself for each document of a batch

A document is done directly; anything with more dimensions is unbound, done piece by piece, and stacked.
"""

VERDICT = "right"
SOURCE = "Verbose student solutions that treat a batch as a list of documents"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        if input_ids.dim() > 1:
            documents = [self.forward(document) for document in input_ids.unbind(dim=0)]
            return torch.stack(documents, dim=0)
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x)
