"""torch.distributions.Categorical gives the log-probabilities

Categorical takes logits with any leading dimensions, and log_prob is the log-softmax at the target.
"""

VERDICT = "right"
SOURCE = "https://nn.labml.ai/sampling/temperature.html"

from torch import Tensor
from torch.distributions import Categorical


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs, targets = token_ids[..., :-1], token_ids[..., 1:]
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return Categorical(logits=logits, validate_args=False).log_prob(targets).mean().neg()
