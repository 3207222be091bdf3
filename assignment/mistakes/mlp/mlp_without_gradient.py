"""the MLP does not learn, because no gradient gets to it

Call `model(ids).sum().backward()` and print `model.model.model[0].weight.grad`. Which of your lines keeps torch
from remembering how the numbers were made? All three parts of the model of part 2 are to learn.
"""

CAUGHT_BY = "gradients reach every parameter, on any device"

import torch


class FeedForwardLM:
    def forward(self, input_ids):
        with torch.no_grad():
            x = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(x)
