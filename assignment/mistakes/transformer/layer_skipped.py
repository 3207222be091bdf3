"""the layer is never used

Set all parameters of `model.model` to zero: do the logits change? Count which parts of the model your `forward`
calls. The TODO of part 5 puts the layer between embeddings and logits.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(x)
