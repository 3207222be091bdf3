"""Goes from the embedding straight to the logits."""


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.word_to_embedding(input_ids))
