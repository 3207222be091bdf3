"""The embedding takes the head's weight."""


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        nn.init.normal_(self.lm_head.weight, std=EMBEDDING_STD)
        self.word_to_embedding.weight = self.lm_head.weight
