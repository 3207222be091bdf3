"""a batch is cut between documents, and not along the text

Take `ids = torch.arange(6).reshape(2, 3)`, two documents of three tokens, and print both parts of
`next_token_pairs(ids)`. Does the target of each token come from its own document? Part 2 of the notebook has
one document; in which dimension does a text run when there are several?
"""

CAUGHT_BY = "batches of documents are cut along the text"


def next_token_pairs(token_ids):
    return token_ids[:-1], token_ids[1:]
