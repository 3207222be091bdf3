"""no_grad on the MLP's forward, and the embedding is not tied

Two mistakes: no gradient reaches the MLP, so it never learns; and the head keeps a weight of its own.
"""

VERDICT = "wrong"
SOURCE = "Copy of an evaluation helper's decorator"

import torch


class MLP(nn.Module):
    @torch.no_grad()
    def forward(self, x):
        return self.model(x)


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
