"""Replaces ids from 128 on by a question mark, in the caller's tensor

Two mistakes: the vocabulary may be of any size, and the ids that were passed in are overwritten.
"""

VERDICT = "wrong"
SOURCE = "Code for plain ASCII that replaces everything else by a question mark"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        input_ids[input_ids >= 128] = 63  # '?'
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
