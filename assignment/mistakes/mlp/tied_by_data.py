"""head and embedding are two Parameters that share their numbers

Print `model.lm_head.weight is model.word_to_embedding.weight`, and `len(list(model.parameters()))`. Each of
two Parameters gets a gradient of its own: which of the two steps should the optimizer take? The TODO in part
2 of the notebook asks for the very same Parameter.
"""

CAUGHT_BY = "the weights are tied, and stay tied in training"


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data
