"""decode squeezes the tensor, and a single id is then no list any more
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: squeeze() and tolist() on a tensor with one element, 'int object is not iterable'; from memory"


def decode(token_ids: Tensor | list[int]) -> str:
    numbers = torch.as_tensor(token_ids, dtype=torch.int64).squeeze().tolist()
    text = ""
    for number in numbers:
        text += chr(number)
    return text
