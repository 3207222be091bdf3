"""Divides the output by the root of its size before the head

T5 does so with tied weights; here the logits come out too small.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: T5 in transformers (d_model ** -0.5 with tied embeddings)"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(x * x.shape[-1] ** -0.5)
