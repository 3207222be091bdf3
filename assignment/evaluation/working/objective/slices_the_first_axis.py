"""Cuts along the first axis, which is the batch where there is one

Right for a single document; of a batch, the last document is left out and each is paired with the next.
"""

VERDICT = "wrong"
SOURCE = "d2l.ai language model data loaders and nanoGPT get_batch, which slice one long 1-D text"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[:-1]
    targets = token_ids[1:]
    return inputs, targets
