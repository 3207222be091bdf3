"""the sum over the positions of a document, then the mean over the documents
"""

VERDICT = "wrong"
SOURCE = "reduction='sum' divided by the batch size; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    per_token = F.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), reduction="none"
    ).reshape(targets.shape)
    return per_token.sum(-1).mean()
