"""Hands out the inputs as targets, since the model is said to shift by itself

The model learns to repeat the character it sees: the loss goes to zero, and the text repeats one letter.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.huggingface.co/t/source-and-target-vs-input-and-labels-for-causal-autoregressive-language-models/19915"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[..., :-1]
    labels = inputs.clone()
    return inputs, labels
