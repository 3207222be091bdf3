"""Divides in place, and with it the caller's logits

The slice is a view: the last row of what was passed is divided as well, and again at the next call.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Adibvafa/CodonTransformer/pull/20"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits[..., -1, :]
    last /= temperature
    return last.softmax(dim=-1)
