"""the head has a matrix of its own

Print `model.lm_head.weight is model.word_to_embedding.weight`, and the first row of both. Which TODO asks
that they are one? Part 2 of the notebook asks how many numbers that saves.
"""

CAUGHT_BY = "the weights are tied, and stay tied in training"


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
