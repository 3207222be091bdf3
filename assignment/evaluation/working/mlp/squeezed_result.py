"""squeeze() at the end

Meant to remove the batch axis of a single document, it also removes the axis of a single token or a batch of
one.
"""

VERDICT = "wrong"
SOURCE = "Calls to squeeze() that drop more than they should"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        ids = input_ids if input_ids.dim() > 1 else input_ids.unsqueeze(0)
        logits = self.lm_head(self.model(self.word_to_embedding(ids)))
        return logits.squeeze()
