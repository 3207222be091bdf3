"""the head begins with a copy of the embeddings and goes its own way
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum on weight tying: nn.Parameter(weight.clone()); from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.load_state_dict(self.word_to_embedding.state_dict())

    def forward(self, input_ids: Tensor) -> Tensor:
        h = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(h)
