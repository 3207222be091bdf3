"""Works out the logits once for each distinct character

Equal characters have equal logits, so it computes those of the distinct ones in this very call and spreads
them.
"""

VERDICT = "right"
SOURCE = "Caching tricks for bigram models"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        distinct, which = input_ids.unique(return_inverse=True)
        table = self.lm_head(self.model(self.word_to_embedding(distinct)))  # (n_distinct, n_vocab)
        return table[which]
