"""Swaps the axes of batches for the loss, and drops out hidden numbers

Two mistakes: logits of a batch come as (B, V, L), the shape that F.cross_entropy likes, and dropout makes
training random.
"""

VERDICT = "wrong"
SOURCE = "CrossEntropyLoss wants (N, C, L)"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        x = self.model(self.word_to_embedding(input_ids))
        x = nn.functional.dropout(x, 0.1, self.training)
        logits = self.lm_head(x)
        if logits.dim() > 2:
            logits = logits.transpose(-1, -2)
        return logits
