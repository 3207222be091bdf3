"""the weights are tied, but the use in the head sends no gradient to them
"""

VERDICT = "wrong"
SOURCE = "from memory: detach to avoid 'counting the gradient twice'"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        hidden = self.model(self.word_to_embedding(input_ids))
        return hidden @ self.lm_head.weight.detach().transpose(0, 1)
