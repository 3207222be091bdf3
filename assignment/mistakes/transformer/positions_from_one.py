"""positions are counted from 1

Print the positions that you look up for a text of `max_len` tokens. Which row of the matrix does the first
token get, and which the last? The TODO counts them out; part 5 of the notebook says why they are there.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = (torch.arange(sequence_len, device=input_ids.device) + 1) % self.max_len
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
