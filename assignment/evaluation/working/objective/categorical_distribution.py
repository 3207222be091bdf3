"""Asks torch.distributions.Categorical for the log-probability

Categorical normalises its logits with logsumexp; log_prob takes any leading dimensions.
"""

VERDICT = "right"
SOURCE = "https://nn.labml.ai/sampling/temperature.html (Categorical from logits)"
DEBATABLE = (
    "In half precision the difference of two large numbers loses digits when logits share an offset in the hundreds."
)

from torch.distributions import Categorical


def language_model_loss(logits, targets):
    guess = Categorical(logits=logits, validate_args=False)
    surprise = -guess.log_prob(targets)
    print("mean surprise", surprise.mean().item())
    return surprise.mean()
