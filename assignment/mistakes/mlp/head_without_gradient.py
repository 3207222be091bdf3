"""the embedding learns nothing from its use as a head

Call `model(ids).sum().backward()` and print `model.word_to_embedding.weight.grad`: which rows are zero? The
matrix makes the logits of all tokens, so each row should learn something. Look for `detach` and `.data`, and
reread in part 2 of the notebook what tied weights are.
"""

CAUGHT_BY = "gradients reach every parameter, on any device"


class FeedForwardLM:
    def forward(self, input_ids):
        x = self.model(self.word_to_embedding(input_ids))
        return nn.functional.linear(x, self.word_to_embedding.weight.data)
