"""Indexes the matrix with the ids, as C[X]

Indexing a matrix with a tensor of ids of any shape picks rows, and gradients flow back into them.
"""

VERDICT = "right"
SOURCE = "Karpathy's makemore MLP lecture: emb = C[X]"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        C = self.word_to_embedding.weight
        emb = C[input_ids]
        h = self.model(emb)
        logits = self.lm_head(h)
        assert logits.shape[:-1] == input_ids.shape
        return logits
