"""Shares the storage through .data, but leaves two Parameters

Numbers agree, yet each Parameter has a gradient of its own, and the optimiser steps twice on one storage.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/paiml/entrenar/issues/314 and PyTorch forum threads on weight.data = other.weight.data"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data
