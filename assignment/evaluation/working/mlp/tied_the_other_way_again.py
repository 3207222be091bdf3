"""The embedding takes the head's Parameter

nanoGPT ties in this direction. It is one Parameter with two names all the same, drawn after the tie.
"""

VERDICT = "right"
SOURCE = "nanoGPT: self.transformer.wte.weight = self.lm_head.weight"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.word_to_embedding.weight = self.lm_head.weight
        nn.init.normal_(self.lm_head.weight, mean=0.0, std=EMBEDDING_STD)
