"""Scales the embeddings by the root of their size, and returns log-probabilities

Both come from the Annotated Transformer; this lab has neither, and logits are raw scores.
"""

import math

VERDICT = "wrong"
SOURCE = "Annotated Transformer, classes Embeddings and Generator"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        scale = math.sqrt(self.word_to_embedding.embedding_dim)
        x = self.model(self.word_to_embedding(input_ids) * scale)
        return self.lm_head(x).log_softmax(dim=-1)
