"""Reads the code points out of UTF-32, and selects with a tensor."""


def encode_doc(doc, n_vocab=N_VOCAB):
    if doc == "":
        return torch.zeros(0, dtype=torch.int64)
    data = bytearray(doc.encode("utf-32-le", "surrogatepass"))
    ids = torch.frombuffer(data, dtype=torch.int32).to(torch.int64)
    return ids[ids < n_vocab]


def decode(token_ids):
    ids = torch.as_tensor(token_ids, dtype=torch.int32)
    return bytes(ids.view(torch.uint8).tolist()).decode("utf-32-le")
