"""Embeddings go straight into the head

Forgets self.model, so the scores are dot products of embeddings.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's bigram model: the embedding gives the logits"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        embedded = self.word_to_embedding(input_ids)
        return self.lm_head(embedded)
