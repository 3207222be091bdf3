"""Removes the head's own weight and registers the shared one

del and register_parameter do the same as the assignment: one Parameter under two names.
"""

VERDICT = "right"
SOURCE = "sentence-transformers pull request 3781 (retie by setattr)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        del self.lm_head.weight
        self.lm_head.register_parameter("weight", self.word_to_embedding.weight)
