"""Squeezes the logits

Batches of one document and documents of one token lose a dimension.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: squeeze removes the batch dimension"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x).squeeze()
