"""Returns a pair of logits and loss

The caller expects a tensor.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT (return logits, loss)"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor, targets=None):
        logits = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        loss = None
        if targets is not None:
            loss = nn.functional.cross_entropy(logits.flatten(0, -2), targets.flatten())
        return logits, loss
