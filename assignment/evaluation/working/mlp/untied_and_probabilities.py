"""Not tied, and probabilities come out

Two mistakes: two matrices, and a softmax over the vocabulary at the end.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: no tying and a softmax"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.lm_head(self.model(self.word_to_embedding(input_ids))).softmax(dim=-1)
