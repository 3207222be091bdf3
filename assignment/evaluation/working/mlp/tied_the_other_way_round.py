"""Ties the other way round, and draws the embeddings after that; the ReLU works in place

One Parameter with two names either way. The ReLU overwrites only what the first layer has just made.
"""

VERDICT = "right"
SOURCE = "https://benzales.github.io/notes/weight-tying.html (wte.weight = lm_head.weight)"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layers = [nn.Linear(emb_dim, n_hidden), nn.ReLU(inplace=True), nn.Linear(n_hidden, emb_dim)]
        self.model = nn.Sequential(*layers)


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super(FeedForwardLM, self).__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.word_to_embedding.weight = self.lm_head.weight
        nn.init.normal_(self.lm_head.weight, mean=0.0, std=EMBEDDING_STD)
        assert self.word_to_embedding.weight is self.lm_head.weight
