"""A cloned head, and a lookup in the data

Two mistakes: the head is a Parameter of its own, and the lookup passes no gradient, so the embedding never
learns.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: clone for tying and detach for lookup"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.data.clone())

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding.weight.data[input_ids]
        return self.lm_head(self.model(x))
