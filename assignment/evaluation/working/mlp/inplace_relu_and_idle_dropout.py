"""ReLU in place, dropout with probability zero, and a call counter

The ReLU overwrites the fresh output of the first Linear, which nobody else holds; a dropout of 0 does
nothing; the counter is a buffer.
"""

VERDICT = "right"
SOURCE = "torchvision's nn.ReLU(inplace=True), GPT configurations with dropout 0.0"

import torch


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(inplace=True), nn.Linear(n_hidden, emb_dim))


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden, dropout=0.0):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.drop = nn.Dropout(p=dropout)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.register_buffer("n_calls", torch.zeros((), dtype=torch.int64), persistent=False)

    def forward(self, input_ids):
        self.n_calls += 1
        x = self.drop(self.word_to_embedding(input_ids))
        return self.lm_head(self.drop(self.model(x)))
