"""Goes from the embeddings straight to the head

The MLP is there but never asked.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: bigram models of Let's build GPT"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        return self.lm_head(x)
