"""minus infinity stands for VERY_SMALL_NUMBER
"""

VERDICT = "wrong"
SOURCE = "generate_square_subsequent_mask of nn.Transformer; from memory"
DEBATABLE = "after the softmax of a row with at least one zero, the weights are the same"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    future = torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device).triu(1)
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(future, float("-inf"))
