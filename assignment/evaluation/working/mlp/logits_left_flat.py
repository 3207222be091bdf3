"""Flattens the logits, ready for cross_entropy

The shape is (B * L, V); the loss works, everything else is misled.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Let's build GPT (logits.view(B*T, C))"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        logits = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        return logits.view(-1, logits.size(-1))
