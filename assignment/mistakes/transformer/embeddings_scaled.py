"""the token embeddings are multiplied by the root of their size

Print `model.word_to_embedding(ids)` and what you add positions to. Some transformers scale here. Which step
of the TODO in part 5 of the notebook is it?
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)

        x = self.word_to_embedding(input_ids) * self.word_to_embedding.embedding_dim**0.5 + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
