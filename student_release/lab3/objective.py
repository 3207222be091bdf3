"""What a language model is trained to do: guess the next token, at every position at once."""

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    """Inputs and targets: the target of each token is the token after it.

    token_ids: int64 (..., L). Returns inputs (..., L-1) and targets (..., L-1), int64 as well. The last
    token has no successor, so it is never an input; the first has no predecessor, so it is never a target.
    """
    # TODO(objective): cut both out of `token_ids`. For the tokens of "cat", the inputs are those of
    # "ca" and the targets those of "at". Any number of leading batch dimensions has to work.
    raise NotImplementedError("objective: next_token_pairs has no code yet: see its TODO in lab3/objective.py")


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean cross-entropy, in nats, over all positions of all documents.

    logits: float (..., L, V), the raw scores of all V tokens at each position. targets: int64
    (..., L). Both may be slices of larger tensors, as targets from `next_token_pairs` are. Returns a
    scalar of the dtype and on the device of the logits: the mean of -log(softmax(logits)[target]).
    Training calls `.backward()` on it. Logits may be very large or small: the loss stays finite. A loop
    over positions is fast enough.
    """
    # TODO(objective): compute this mean. `F.cross_entropy` takes logits of shape (N, V) and targets
    # of shape (N,); what has to happen to ours first?
    raise NotImplementedError("objective: language_model_loss has no code yet: see its TODO in lab3/objective.py")
