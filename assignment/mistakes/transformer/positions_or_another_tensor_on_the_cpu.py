"""a tensor, such as the positions, is made on the CPU, wherever the ids are

Which lines of yours make a tensor that does not come from the ids? Print its `.device`, and `torch.arange(3).device` next
to `torch.arange(3, device="meta").device`. A model may be moved to a GPU: what moves with it, and what do you make anew
in each call? Reread the TODO in part 5.
"""

CAUGHT_BY = "causal, and every parameter learns"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device="cpu")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
