"""positions are counted on through all documents of a batch

Print the positions that you look up for ids of shape (2, 3). Where does the second document begin? The TODO
counts 0, 1, ..., L-1 for each; part 5 of the notebook says why they are there.
"""

CAUGHT_BY = "logits for texts of up to max_len tokens"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(input_ids.numel(), device=input_ids.device).view_as(input_ids)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
