"""Ties the weights in forward instead of the constructor

Until the first call there are two Parameters, and loading or an optimizer made before it sees both.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: late tying (LazyModule habits)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        self.lm_head.weight = self.word_to_embedding.weight
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
