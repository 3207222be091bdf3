"""Averages the embeddings over the document

Each position sees the mean of all tokens, later ones among them, instead of its own.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: continuous bag of words tutorials"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = x.mean(dim=-2, keepdim=True).expand_as(x)
        return self.lm_head(self.model(x))
