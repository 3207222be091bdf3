"""the pairs are the columns of sliding windows of length two

A document of one token has no window, and `unfold` raises where two empty tensors are expected.
"""

VERDICT = "wrong"
SOURCE = "Tensor.unfold for n-grams; PyTorch documentation: the size must not exceed the dimension; from memory"
DEBATABLE = "a document with one token has no pair at all; whoever thinks of L >= 2 only may call it right"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    bigrams = token_ids.unfold(-1, 2, 1)  # (..., L-1, 2)
    now, following = bigrams.unbind(-1)
    return now, following
