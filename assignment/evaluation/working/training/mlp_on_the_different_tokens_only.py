"""Runs the MLP model once for each different token of the input

Equal tokens have equal logits in this model, so they are computed once and dealt out; gradients add up in the
lookup.
"""

VERDICT = "right"
SOURCE = "fast.ai forum, unique and inverse to save work"
MODULE = "mlp"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        different, place = input_ids.unique(return_inverse=True)
        table = self.lm_head(self.model(self.word_to_embedding(different)))  # (n_different, V)
        return table[place]
