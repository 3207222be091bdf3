"""Leaves id 0 out of the mean, as if it were padding

This lab has no padding: 0 is a character. Where it is a target, its loss is missing from the mean.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer and seq2seq tutorials, CrossEntropyLoss(ignore_index=PAD_IDX)"

PAD_IDX = 0


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    V = logits.shape[-1]
    return F.cross_entropy(logits.contiguous().view(-1, V), targets.contiguous().view(-1), ignore_index=PAD_IDX)
