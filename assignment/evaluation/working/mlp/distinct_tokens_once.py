"""Sends each distinct token through the network once

The logits depend on the token alone, so they are computed for the distinct ones and spread by the inverse
index.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: bag-of-types optimisation, own idea after the bigram table of makemore"

import torch

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        distinct, where = torch.unique(input_ids, return_inverse=True)
        logits_of = self.lm_head(self.model(self.word_to_embedding(distinct)))  # (n_distinct, n_vocab)
        return logits_of[where]
