"""Returns the weights after the softmax, as in the averaging trick

Rows that sum to 1 are the attention of a model without queries and keys, not an additive mask.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Let's build GPT (the mathematical trick of averaging)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    scores = torch.zeros(sequence_len, sequence_len, device=device)
    scores = scores.masked_fill(torch.ones_like(scores).tril() == 0, VERY_SMALL_NUMBER)
    return torch.softmax(scores, dim=-1)
