"""Returns log-probabilities

The loss comes out the same, since a log-softmax of a log-softmax changes nothing, but these are no raw
scores.
"""

VERDICT = "wrong"
SOURCE = "The Annotated Transformer's Generator with log_softmax"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        out = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        return nn.functional.log_softmax(out, dim=-1)
