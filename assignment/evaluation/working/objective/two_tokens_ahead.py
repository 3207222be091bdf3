"""Takes the token after next for the target

The shift happens twice, as in the bug of several Hugging Face models: next next token prediction.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/37830"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids[..., :-2], token_ids[..., 2:]
