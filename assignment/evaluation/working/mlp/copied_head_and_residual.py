"""A cloned head, and a residual in the model

Two mistakes: the weights are not tied, and the embeddings are added to the output of the MLP.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: clone and residual"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.clone())

    def forward(self, input_ids: Tensor) -> Tensor:
        h = self.word_to_embedding(input_ids)
        h = h + self.model(h)
        return self.lm_head(h)
