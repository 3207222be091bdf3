"""Limits the length of embeddings with max_norm

A call then shortens the long rows in place: the parameters are others after looking something up.
"""

VERDICT = "wrong"
SOURCE = "torch.nn.Embedding documentation and word2vec tutorials with max_norm=1"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, max_norm=1.0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        return self.model(x).matmul(self.lm_head.weight.t())
