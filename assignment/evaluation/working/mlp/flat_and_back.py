"""Flattens all positions and brings the shape back at the end

The network acts on each token by itself, so the shape in between does not matter.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Let's build GPT (view to B*T)"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        shape = input_ids.shape
        flat = input_ids.reshape(-1)
        logits = self.lm_head(self.model(self.word_to_embedding(flat)))
        return logits.reshape(*shape, logits.shape[-1])
