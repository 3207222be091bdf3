"""Makes the head anew, with its default bias

There is one parameter more, and it shifts all logits.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nn.Linear has a bias by default"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab)
        self.lm_head.weight = self.word_to_embedding.weight
