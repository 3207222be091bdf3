"""Ties first, then gives the embedding a new Parameter

The fresh draw assigns a new Parameter to the embedding, so the head is left with the old one.
"""

VERDICT = "wrong"
SOURCE = "Modalities issue 357 and huggingface/accelerate pull request 1204: initialisation breaks the tie"

import torch


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.word_to_embedding.weight = nn.Parameter(torch.randn(n_vocab, emb_dim) * EMBEDDING_STD)
