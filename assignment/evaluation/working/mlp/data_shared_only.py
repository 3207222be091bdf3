"""Shares the data but keeps two Parameters

The numbers live in one place, but there are two Parameters with two gradients, each stepped by itself.
"""

VERDICT = "wrong"
SOURCE = "nano-vllm and other code with lm_head.weight.data = embed.weight.data"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data
