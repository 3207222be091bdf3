"""the ids come with a batch dimension, as tokenizers of Hugging Face return them
"""

VERDICT = "wrong"
SOURCE = "Hugging Face: tokenizer(text, return_tensors='pt').input_ids is (1, n); from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    ids = [ord(c) for c in doc if ord(c) < n_vocab]
    return torch.tensor(ids, dtype=torch.int64).unsqueeze(0)


def decode(token_ids: Tensor | list[int]) -> str:
    flat = torch.as_tensor(token_ids, dtype=torch.int64).flatten().tolist()
    return "".join(chr(i) for i in flat)
