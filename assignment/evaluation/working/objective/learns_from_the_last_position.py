"""Takes the loss at the last position alone

The other 31 guesses of each stretch teach nothing: training sees a fraction of the text.
"""

VERDICT = "wrong"
SOURCE = "https://datascience.stackexchange.com/questions/95012/why-we-shift-targetoutput-by-one-offset-in-language-modelling"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    last_logits = logits[..., -1, :].reshape(-1, logits.shape[-1])
    last_targets = targets[..., -1].reshape(-1)
    return F.cross_entropy(last_logits, last_targets)
