"""logsumexp minus the score of the target: exact on paper, but not for large floats

With equal logits of 1e8 the loss is 0 and not log(V): log(V) is below the spacing of the floats there.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/ml-explore/mlx/pull/4188"
DEBATABLE = "the loss is finite, and the docstring asks for no more with very large logits"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    score = logits.gather(-1, targets[..., None]).squeeze(-1)
    return (logits.logsumexp(-1) - score).mean()
