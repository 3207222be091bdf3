"""Scaled embeddings, and only the last position

Two mistakes: the embeddings are multiplied by the root of their size, and all rows but the last are dropped.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: sqrt scaling and inference shortcut"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = x * (x.size(-1) ** 0.5)
        x = self.model(x)
        return self.lm_head(x[..., -1:, :])
