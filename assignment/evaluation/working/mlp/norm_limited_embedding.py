"""max_norm=1 in the embedding

A lookup rescales long rows in place, so a call changes the parameters, and the head along with them.
"""

VERDICT = "wrong"
SOURCE = "PyTorch documentation of nn.Embedding: max_norm changes the weight in forward"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, max_norm=1.0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
