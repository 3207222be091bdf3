"""F.dropout without its training flag

Numbers are dropped at random, in eval mode too.
"""

VERDICT = "wrong"
SOURCE = "pytorch issue 26338 (F.dropout in eval mode)"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = F.dropout(self.word_to_embedding(input_ids), p=0.1)
        return self.lm_head(self.model(x))
