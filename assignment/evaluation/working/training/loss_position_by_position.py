"""Adds up the loss position by position

Each position has the same number of documents, so the mean of the means is the mean of all.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: beginners' loops over time steps"
MODULE = "objective"

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_positions, n_vocab = logits.shape[-2:]
    total = 0.0
    for place in range(n_positions):
        scores = logits[..., place, :].reshape(-1, n_vocab)
        total = total + F.cross_entropy(scores, targets[..., place].reshape(-1))
    return total / n_positions
