"""Builds the mask in half precision to save memory

In float16 the constant overflows to minus infinity, and the dtype is not float32.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers pull request 4098 (fp16 masks)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    mask = mask.masked_fill(torch.ones_like(mask).triu(1) == 1, VERY_SMALL_NUMBER)
    return mask.half()
