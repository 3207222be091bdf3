"""the head and the embedding are two matrices, and not one

Print `model.lm_head.weight is model.word_to_embedding.weight`. Two matrices may start out equal; what happens
to them in the first step of training? Part 2 of the notebook asks how many numbers it saves to have one only.
"""

CAUGHT_BY = "the weights are tied, and stay tied in training"


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data.copy_(self.word_to_embedding.weight.data)
