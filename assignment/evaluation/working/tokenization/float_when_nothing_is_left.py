"""Only the empty text gets an int64 tensor, not a text of which nothing is left

The list is empty as well when every character is dropped, and torch.tensor([]) is float32.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/38417"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    if doc == "":
        # torch.tensor([]) would be a float tensor, so the empty document needs care
        return torch.zeros(0, dtype=torch.int64)
    ids = []
    for letter in doc:
        number = ord(letter)
        if number < n_vocab:
            ids.append(number)
    return torch.tensor(ids)
