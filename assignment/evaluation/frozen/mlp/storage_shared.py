"""the head gets the data of the embedding: one storage, but two Parameters

An optimizer sees two parameters with gradients of their own.
"""

VERDICT = "wrong"
SOURCE = "https://www.developerload.com/how-to-share-weights-between-modules-in-pytorch"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
