"""Distinct tokens through the network once, spread by position and left flat

Two mistakes: batches come out flat, and the rows are those of the sorted distinct tokens repeated in that
order.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: set() instead of unique, and no shape"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        distinct, counts = torch.unique(input_ids, return_counts=True)
        logits_of = self.lm_head(self.model(self.word_to_embedding(distinct)))
        return logits_of.repeat_interleave(counts, dim=0)
