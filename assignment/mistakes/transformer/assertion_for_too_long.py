"""a text that is too long raises another exception than a ValueError

Call `TransformerLM(11, 6, 8, 10)` with 7 ids and read the name of the exception. `assert` is for what can never
happen, and Python may be told to skip it. The docstring of `TransformerLM.forward`, in part 5, names the exception.
"""

CAUGHT_BY = "a text longer than max_len is refused with both numbers"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        assert sequence_len <= self.max_len, f"{sequence_len} tokens are more than {self.max_len}"
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
