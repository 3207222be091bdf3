"""Hands the head's matrix to the embedding, and leaves it as drawn by the linear layer

There is one Parameter with two uses, as asked; only its first values come from another distribution.
"""

VERDICT = "right"
SOURCE = "karpathy/build-nanogpt issue 89 (why in that direction?)"
DEBATABLE = 'The embeddings no longer start with EMBEDDING_STD; the text asks for the very same Parameter and names no direction as forbidden.'

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.word_to_embedding.weight = self.lm_head.weight
