"""Adds a batch dimension to a document and keeps it

A document of shape (L,) comes back as (1, L, V).
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: models that insist on (B, L)"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        if input_ids.dim() == 1:
            input_ids = input_ids.unsqueeze(0)
        x = self.word_to_embedding(input_ids)
        return self.lm_head(self.model(x))
