"""a residual connection around the MLP
"""

VERDICT = "wrong"
SOURCE = "transformer blocks: x = x + mlp(x); from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        stream = self.word_to_embedding(input_ids)
        stream = stream + self.model(stream)
        return self.lm_head(stream)
