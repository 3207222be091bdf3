"""Copies the numbers once, under no_grad

copy_ moves numbers, not the identity: two Parameters remain.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: copy_ under no_grad"

import torch

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        with torch.no_grad():
            self.lm_head.weight.copy_(self.word_to_embedding.weight)
