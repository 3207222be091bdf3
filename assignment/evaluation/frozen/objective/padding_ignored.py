"""targets of id 0 do not count
"""

VERDICT = "wrong"
SOURCE = "ignore_index=pad_idx in the sequence-to-sequence tutorials; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(
        input=logits.reshape(targets.numel(), -1), target=targets.reshape(targets.numel()), ignore_index=0
    )
