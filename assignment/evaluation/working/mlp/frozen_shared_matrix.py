"""One matrix, but frozen

The Parameter is the same, but it does not require a gradient, so the embeddings never learn.
"""

VERDICT = "wrong"
SOURCE = "nn.Embedding.from_pretrained freezes by default"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.lm_head.weight.requires_grad_(False)  # one of them has to be left out of the optimizer
