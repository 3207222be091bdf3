"""Runs a list of named steps, with checks and a print

The steps are the three layers of the model in their order; the rest is talk.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: over-engineered course submissions"

VERBOSE = False


class FeedForwardLM(nn.Module):
    def _steps(self):
        yield "embed", self.word_to_embedding
        yield "think", self.model
        yield "score", self.lm_head

    def forward(self, input_ids: Tensor) -> Tensor:
        if input_ids.is_floating_point():
            raise TypeError("token ids should be whole numbers")
        state = input_ids
        for name, step in self._steps():
            state = step(state)
            if VERBOSE:
                print(name, tuple(state.shape))
        return state
