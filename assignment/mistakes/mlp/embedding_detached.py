"""the embedding is cut off from the gradient

Call `model(ids).sum().backward()` and print the rows of `model.word_to_embedding.weight.grad`. Does a character
learn by being an input? Look for `detach`, `.data`, `torch.tensor` or `no_grad` in your `forward`, and see in part
2 of the notebook what the embedding is used for.
"""

CAUGHT_BY = "gradients reach every parameter, on any device"


class FeedForwardLM:
    def forward(self, input_ids):
        x = self.word_to_embedding(input_ids).detach()
        return self.lm_head(self.model(x))
