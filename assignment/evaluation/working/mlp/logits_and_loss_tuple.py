"""Returns a pair, logits and None

As in minGPT, where forward also takes targets and returns the loss.
"""

VERDICT = "wrong"
SOURCE = "minGPT and nanoGPT: return logits, loss"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids, targets=None):
        logits = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        loss = None
        if targets is not None:
            loss = nn.functional.cross_entropy(logits.flatten(0, -2), targets.flatten())
        return logits, loss
