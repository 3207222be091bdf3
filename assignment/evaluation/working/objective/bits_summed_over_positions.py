"""The loss of a document in bits: a sum over positions, divided by the number of documents

Two slips: base 2 instead of e, and a mean over documents alone, so longer texts have larger losses.
"""

import math

VERDICT = "wrong"
SOURCE = "Shannon's entropy in bits per character; char-level papers (enwik8) and reduction='sum' divided by batch size"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = F.log_softmax(logits, dim=-1)
    bits = -log_p.gather(-1, targets.unsqueeze(-1)).squeeze(-1) / math.log(2)
    return bits.sum(dim=-1).mean()
