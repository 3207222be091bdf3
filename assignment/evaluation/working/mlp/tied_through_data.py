"""Shares the data but not the Parameter

Both Parameters lie on the same memory, but they are two: each has a gradient and an optimizer state of its
own.
"""

VERDICT = "wrong"
SOURCE = "nano-vllm style lm_head.weight.data = embed_tokens.weight.data"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data
