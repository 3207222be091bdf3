"""Targets are the inputs themselves

The shift is left to the loss, as Hugging Face models do; here nobody does it, and the model
learns to copy.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/44642"


def next_token_pairs(token_ids):
    inputs = token_ids[..., :-1]
    targets = inputs.clone()
    return inputs, targets
