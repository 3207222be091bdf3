"""A loop, a helper, and prints."""


def keeps(character, n_vocab):
    return ord(character) < n_vocab


def encode_doc(text, n_vocab=N_VOCAB):
    print("encoding", len(text))
    ids = torch.empty(0, dtype=torch.int64)
    for character in text:
        if keeps(character, n_vocab):
            ids = torch.cat([ids, torch.tensor([ord(character)])])
    return ids
