"""A Linear of its own class that takes the embedding's weight

A subclass of nn.Linear registers the embedding's Parameter as its weight, so both are the same object.
"""

VERDICT = "right"
SOURCE = "facebookresearch/lingua issue 74, which proposes a TiedLinear class"


class TiedLinear(nn.Linear):
    def __init__(self, embedding: nn.Embedding):
        super().__init__(embedding.embedding_dim, embedding.num_embeddings, bias=False)
        self.register_parameter("weight", embedding.weight)


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(num_embeddings=n_vocab, embedding_dim=emb_dim)
        self.word_to_embedding.weight.data.normal_(0.0, EMBEDDING_STD)
        self.model = MLP(emb_dim=emb_dim, n_hidden=n_hidden)
        self.lm_head = TiedLinear(self.word_to_embedding)
        assert self.lm_head.weight is self.word_to_embedding.weight
