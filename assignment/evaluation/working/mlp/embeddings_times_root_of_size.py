"""Multiplies the embeddings by the root of their size

As in the paper on attention; not in this lab.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Annotated Transformer (Embeddings times sqrt(d_model))"

import math

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = x * math.sqrt(x.shape[-1])
        return self.lm_head(self.model(x))
