"""The head gets the transposed matrix

nn.Linear already stores (out, in), the shape of the embedding. Transposed it fits only if both sizes are
equal, and it is a copy in name.
"""

VERDICT = "wrong"
SOURCE = "codegenes.net tie-weights-pytorch: the decoder gets encoder.weight.t()"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.t())
