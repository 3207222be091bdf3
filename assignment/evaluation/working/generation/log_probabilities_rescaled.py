"""Log-probabilities are divided by the temperature and normalised again

log softmax differs from the logits by a constant of the row, which the second normalisation
takes out: p^(1/T) without underflow. float64 inside keeps the digits.
"""

VERDICT = "right"
SOURCE = "keras lstm_text_generation (np.log(preds) / temperature), made safe"

import torch


def next_token_probabilities(logits, temperature):
    last = logits[..., -1:, :].squeeze(-2)
    log_p = torch.log_softmax(last.double(), dim=-1)
    sharpened = log_p * (1.0 / temperature)
    normalised = sharpened - torch.logsumexp(sharpened, dim=-1, keepdim=True)
    return normalised.exp().type_as(logits)
