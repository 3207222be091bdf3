"""Ties the head to the transpose

The head's weight is already stored as (out, in), so its shape is that of the embedding; the transpose does
not fit.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Press and Wolf 2017 read as U = V transposed"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.T)
