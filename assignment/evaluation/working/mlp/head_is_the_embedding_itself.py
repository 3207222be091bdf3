"""Uses the embedding layer itself as the head

An embedding layer looks up whole numbers; it cannot be called with vectors.
"""

VERDICT = "wrong"
SOURCE = "tying whole modules (MXNet issue 16684)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = self.word_to_embedding
