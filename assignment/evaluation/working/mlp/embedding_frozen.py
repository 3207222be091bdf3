"""Embeddings from from_pretrained, which freezes them

from_pretrained sets requires_grad to False, so the tied matrix never learns.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nn.Embedding.from_pretrained freezes by default"

import torch

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding.from_pretrained(EMBEDDING_STD * torch.randn(n_vocab, emb_dim))
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
