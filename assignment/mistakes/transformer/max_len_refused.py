"""a text of exactly max_len tokens is refused

Build `TransformerLM(11, 6, 8, 10)` and call it with 5, 6 and 7 ids. How many position embeddings does it
have? Reread the docstring, with part 5 of the notebook: when is a text too long?
"""

CAUGHT_BY = "exactly max_len fits, one more does not"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len >= self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
