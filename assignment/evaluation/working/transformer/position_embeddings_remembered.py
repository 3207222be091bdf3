"""Keeps the position embeddings of each length from the first call

When the parameters change, by training or loading, the remembered vectors stay those of before.
"""

VERDICT = "wrong"
SOURCE = "caching position embeddings in __dict__ to save time (forum answers)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        if not hasattr(self, "_remembered"):
            self._remembered = {}
        if sequence_len not in self._remembered:
            self._remembered[sequence_len] = self.pos_to_embedding.weight[:sequence_len].detach().clone()
        x = self.word_to_embedding(input_ids) + self._remembered[sequence_len]
        return self.lm_head(self.model(x))
