"""A table of logits instead of embedding, MLP and head

Two mistakes: an embedding of n_vocab numbers per token gives logits at once, and nothing is tied.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Let's build GPT's first bigram model"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, n_vocab)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.word_to_embedding(input_ids)
