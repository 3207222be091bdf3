"""the model gives logarithms of probabilities where logits are wanted

Print `model(ids).exp().sum(dim=-1)`: if this is 1 in each row, something has been normalised already. The
loss would not mind, but the trace and the temperature would. Part 2 of the notebook calls the raw scores
*logits*: which of your steps comes after them?
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.model(self.word_to_embedding(input_ids))).log_softmax(dim=-1)
