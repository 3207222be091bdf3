"""Returns the likeliest token

The result has no vocabulary dimension and no gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: confusing prediction and logits"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        return self.lm_head(self.model(x)).argmax(dim=-1)
