"""the position embeddings are never added

Give the model the same token four times: are all rows of logits alike? Set `model.pos_to_embedding.weight` to
other numbers, and see whether anything moves. Part 5 of the notebook asks about `trail` and `trial`.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
