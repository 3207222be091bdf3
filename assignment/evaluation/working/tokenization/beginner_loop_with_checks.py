"""A slow loop with type checks, and a warning for what is dropped

Each character is looked at by itself, and the ids go into a tensor of known type that is filled at the end.
"""

VERDICT = "right"
SOURCE = "fast.ai forum, first attempts at a character tokenizer"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    if not isinstance(doc, str):
        raise TypeError("a document is a string")
    numbers = []
    dropped = 0
    for position in range(len(doc)):
        code_point = ord(doc[position])
        if 0 <= code_point and code_point <= n_vocab - 1:
            numbers.append(code_point)
        else:
            dropped = dropped + 1
    if dropped > 0:
        print(f"note: {dropped} characters are not in the vocabulary")
    result = torch.empty(len(numbers), dtype=torch.int64)
    for position, number in enumerate(numbers):
        result[position] = number
    assert result.dim() == 1
    return result


def decode(token_ids) -> str:
    text = ""
    for token_id in token_ids:
        if torch.is_tensor(token_id):
            token_id = token_id.item()
        text = text + chr(token_id)
    return text
