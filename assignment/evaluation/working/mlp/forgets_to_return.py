"""Computes the logits and does not return them

The caller gets None.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Python beginners: a function without return gives None"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        x = self.lm_head(x)
