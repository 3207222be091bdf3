"""One Parameter is made first and given to both layers

The matrix is drawn once and set as the weight of both, so there is a single Parameter.
"""

VERDICT = "right"
SOURCE = "pytorch issue 62264 (Embedding with _weight)"

import torch

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        shared = nn.Parameter(torch.randn(n_vocab, emb_dim) * EMBEDDING_STD)
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.word_to_embedding.weight = shared
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = shared
