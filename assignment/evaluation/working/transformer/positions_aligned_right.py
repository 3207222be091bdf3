"""Gives the last token the last position of the table

A text shorter than max_len gets positions max_len - L to max_len - 1: the same beginning reads differently as
it grows.
"""

VERDICT = "wrong"
SOURCE = "left-padding discussions on the Hugging Face forum"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        table = self.pos_to_embedding.weight
        x = self.word_to_embedding(input_ids) + table[self.max_len - sequence_len :]
        return self.lm_head(self.model(x))
