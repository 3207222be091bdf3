"""A list of steps, with type checks on the way in

Refuses ids that are no whole numbers, widens smaller integer types, and then applies the three steps in turn.
"""

VERDICT = "right"
SOURCE = "Over-engineered pipelines of steps in student repositories"

import functools

import torch


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        if not isinstance(input_ids, torch.Tensor):
            raise TypeError("input_ids has to be a tensor")
        if torch.is_floating_point(input_ids) or input_ids.dtype == torch.bool:
            raise TypeError(f"token ids are whole numbers, not {input_ids.dtype}")
        steps = [self.word_to_embedding, self.model, self.lm_head]
        return functools.reduce(lambda value, step: step(value), steps, input_ids.long())
