"""encode_doc returns a list

The tutorials wrap it in torch.tensor later; here the function itself has to return a tensor.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: encode lambda of \"Let's build GPT\" returns a list"

def encode_doc(doc: str, n_vocab: int = 256):
    return [ord(c) for c in doc if ord(c) < n_vocab]
