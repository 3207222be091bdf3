"""Keeps the last embeddings and hidden vectors for looking at

The attributes hold detached copies, so nothing about the values or the gradients changes.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: TransformerLens style caches"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        seen = {}
        x = self.word_to_embedding(input_ids)
        seen["embeddings"] = x.detach()
        x = self.model(x)
        seen["output"] = x.detach()
        self.last_seen = seen
        return self.lm_head(x)
