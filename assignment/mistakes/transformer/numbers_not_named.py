"""the message about a text that is too long does not name both numbers

Call `TransformerLM(11, 6, 8, 10)` with 7 ids and read the message: could anybody mend their call with it? The
docstring of `TransformerLM.forward`, in part 5, says what it should name.
"""

CAUGHT_BY = "a text longer than max_len is refused with both numbers"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError("the text is too long")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
