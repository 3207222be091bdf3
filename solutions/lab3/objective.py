"""What a language model is trained to do: guess the next token, at every position at once."""

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    """Inputs and targets: the target of each token is the token after it.

    token_ids: int64 (..., L). Returns inputs (..., L-1) and targets (..., L-1), int64 as well. The last
    token has no successor, so it is never an input; the first has no predecessor, so it is never a target.
    """
    inputs = token_ids[..., :-1]  # (..., L-1)
    targets = token_ids[..., 1:]  # (..., L-1)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy, in nats, over all positions of all documents.

    logits: float (..., L, V), the raw scores of all V tokens at each position. targets: int64
    (..., L). Both may be slices of larger tensors, as targets from `next_token_pairs` are. Returns a
    scalar of the dtype and on the device of the logits: the mean of -log(softmax(logits)[target]).
    Training calls `.backward()` on it. Logits may be very large or small: the loss stays finite. A loop
    over positions is fast enough.
    """
    n_vocab = logits.shape[-1]
    return F.cross_entropy(logits.reshape(-1, n_vocab), targets.reshape(-1))
