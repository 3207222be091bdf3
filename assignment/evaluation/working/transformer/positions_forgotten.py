"""No position embeddings

The order of earlier tokens makes no difference, and the position table gets no gradient.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's bigram model grown into attention before positions are added"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n = input_ids.shape[-1]
        if n > self.max_len:
            raise ValueError(f"too many tokens: {n} (max_len {self.max_len})")
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x)
