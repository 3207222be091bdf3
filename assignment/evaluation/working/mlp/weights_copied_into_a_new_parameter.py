"""A clone of the matrix as a Parameter of its own

Equal at first, two matrices from the first training step on.
"""

VERDICT = "wrong"
SOURCE = "dhansmair/flamingo-mini issue 4: the weights are copied, not tied"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.clone())
