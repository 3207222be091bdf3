"""Starts the head from a copy of the embeddings

They are equal at first and drift apart in training.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 822 (copied, not shared)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.detach().clone())
