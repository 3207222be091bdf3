"""id 0 is declared as padding, so its embedding gets no gradient from being looked up
"""

VERDICT = "wrong"
SOURCE = "nn.Embedding(..., padding_idx=0) from text classification tutorials; from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, padding_idx=0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
