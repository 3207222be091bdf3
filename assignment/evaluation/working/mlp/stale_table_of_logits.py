"""Keeps the logits of all characters from the first call

The table is worked out once: after a training step or a load it is out of date, and it has no gradient.
"""

VERDICT = "wrong"
SOURCE = "Memoised bigram tables"

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        if not hasattr(self, "_table"):
            with torch.no_grad():
                self._table = self.lm_head(self.model(self.word_to_embedding.weight))
        return self._table[input_ids]
