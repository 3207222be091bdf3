"""Draws the head again after tying, with a spread of one

The one matrix gets a standard deviation of 1 instead of EMBEDDING_STD, and the first loss is enormous.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: initialising all layers after tying (PyTorch forum)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        nn.init.normal_(self.lm_head.weight)
