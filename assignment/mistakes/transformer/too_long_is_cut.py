"""a text that is too long is cut, without a word

Call a model with `max_len` 6 on 9 ids and print the shape of the logits. For how many tokens did somebody
want logits? The docstring says what to do instead; in part 5 it is not the model that crops.
"""

CAUGHT_BY = "a text longer than max_len is refused with both numbers"


class TransformerLM:
    def forward(self, input_ids):
        input_ids = input_ids[..., -self.max_len :]
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(
            torch.arange(input_ids.shape[-1], device=input_ids.device)
        )
        return self.lm_head(self.model(x))
