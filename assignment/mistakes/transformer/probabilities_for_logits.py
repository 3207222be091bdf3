"""the model gives probabilities where logits are wanted

Print `model(ids).sum(dim=-1)`: do the rows add up to 1? The loss takes a softmax by itself. Part 2 of the notebook
says what logits are, and the TODO of part 5 ends with them.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x)).softmax(dim=-1)
