"""Cuts documents to 512 tokens, as tokenizers of large models do

Short texts come out right. The stories are one long text, so the models learn 512 characters by heart.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face course, tokenizer(..., truncation=True, max_length=512)"

MAX_LENGTH = 512


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    ids = [ord(c) for c in doc if ord(c) < n_vocab]
    return torch.tensor(ids[:MAX_LENGTH], dtype=torch.int64)
