"""Casts the ids to float

An embedding takes nothing but whole numbers, so the lookup fails.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: expected tensor for argument indices to have Long type"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids.float())
        return self.lm_head(self.model(x))
