"""the model gives probabilities where logits are wanted

Print `model(ids).sum(dim=-1)`: do the rows add up to 1? The loss takes a softmax by itself, so what will it
make of numbers that have been through one? Part 2 of the notebook says what logits are.
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.model(self.word_to_embedding(input_ids))).softmax(dim=-1)
