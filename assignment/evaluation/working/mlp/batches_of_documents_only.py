"""Unpacks exactly two dimensions

B, L = input_ids.shape fails for a single document and for more leading dimensions.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT: b, t = idx.size()"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        B, L = input_ids.shape
        x = self.word_to_embedding(input_ids)
        x = self.model(x)
        return self.lm_head(x).view(B, L, -1)
