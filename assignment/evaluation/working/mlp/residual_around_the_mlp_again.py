"""Adds the embedding to the MLP's output

The residual belongs to the transformer layer; this model has none.
"""

VERDICT = "wrong"
SOURCE = "Transformer habit: x = x + mlp(x)"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids)
        x = x + self.model(x)
        return self.lm_head(x)
