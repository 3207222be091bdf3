"""the embeddings of a text are averaged before the MLP

Change the last id of a text, and look at the logits of its first token: do they move? This model sees one
character at a time, and part 2 of the notebook says what it cannot know.
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"


class FeedForwardLM:
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids)
        x = x.mean(dim=-2, keepdim=True).expand_as(x)
        return self.lm_head(self.model(x))
