"""Returns probabilities."""


class FeedForwardLM:
    def forward(self, input_ids):
        return self.lm_head(self.model(self.word_to_embedding(input_ids))).softmax(dim=-1)
