"""padding_idx=0 in the embedding

Character 0 gets no gradient as an input: it is taken for padding, which this vocabulary does not have.
"""

VERDICT = "wrong"
SOURCE = "Sentence classifiers with padding_idx=0"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, padding_idx=0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
