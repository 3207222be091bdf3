"""the embedding goes straight to the logits, and the MLP in between is never used

Set all parameters of `model.model` to zero: do the logits of your language model change? Then count which of
its three parts your `forward` calls. Part 2 of the notebook lists what happens to a character on its way.
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.word_to_embedding(input_ids))
