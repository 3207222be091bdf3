"""Sums log-probabilities over positions, without the minus

Two mistakes: the sign, and the sum over positions before the mean over documents.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: log-likelihood code of seq2seq tutorials"

from torch import Tensor
from torch.distributions import Categorical


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return Categorical(logits=logits).log_prob(targets).sum(dim=-1).mean()
