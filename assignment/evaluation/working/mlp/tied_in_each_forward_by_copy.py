"""Copies the embeddings into the head at each call

The head is a Parameter of its own whose updates are overwritten; the embedding misses half of its gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: emulating tying by copies"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data.copy_(self.word_to_embedding.weight.data)

    def forward(self, input_ids: Tensor) -> Tensor:
        self.lm_head.weight.data.copy_(self.word_to_embedding.weight.data)
        x = self.word_to_embedding(input_ids)
        return self.lm_head(self.model(x))
