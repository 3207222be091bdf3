"""the model returns a pair, and not the logits alone

Print `type(model(ids))`. The given training loop computes the loss by itself: what does it do with the result
of your `forward`? Compare with its docstring and part 2 of the notebook.
"""

CAUGHT_BY = "logits for each token of the vocabulary, with and without a batch"


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.model(self.word_to_embedding(input_ids))), None
