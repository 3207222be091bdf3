"""all tokens of a text get the embedding of the same position

Give the model the same token four times, and print the logits of each. Are all rows alike, though the places
differ? The question about `trail` and `trial` in part 5 is about this.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.zeros_like(input_ids)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
