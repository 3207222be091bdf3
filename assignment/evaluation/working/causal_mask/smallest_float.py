"""The smallest float there is, by finfo

Not the constant; added to a negative score it can overflow.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers pull request 17306 (finfo.min)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    lowest = torch.finfo(torch.float32).min
    return torch.triu(torch.full((sequence_len, sequence_len), lowest, device=device), diagonal=1)
