"""the embeddings are multiplied by the root of their size, as in the paper
"""

VERDICT = "wrong"
SOURCE = "Attention Is All You Need, section 3.4; The Annotated Transformer; from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.d_model = emb_dim
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids) * self.d_model**0.5
        return self.lm_head(self.model(x))
