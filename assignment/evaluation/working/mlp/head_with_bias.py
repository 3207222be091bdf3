"""The head has a bias

nn.Linear has a bias unless told otherwise. The matrix is tied, but each character also gets a number of its
own.
"""

VERDICT = "wrong"
SOURCE = "Default of nn.Linear; GPT-J's head with a bias"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=True)
        self.lm_head.weight = self.word_to_embedding.weight
