"""Looks up detached embeddings

The values are right, but the embedding gets a gradient from the head alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: .detach() in the embedding lookup"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding.weight.detach()[input_ids]
        return self.lm_head(self.model(x))
