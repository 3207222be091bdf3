"""Takes the last token as the only target

That is how fixed windows with one label are made; here every position has a target of its own.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: sequence-in, one-character-out data sets of Keras' LSTM text generation"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[..., :-1], token_ids[..., -1:]
