"""Adds the embeddings to the output of the MLP

As in the transformer layer; here the logits get the similarity with the token itself on top.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: the transformer's residual, carried over"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = x + self.model(x)
        return self.lm_head(x)
