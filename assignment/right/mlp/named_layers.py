"""Layers added to an empty Sequential, one Parameter handed to both users, and embeddings by index."""

import torch


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential()
        for number, layer in enumerate((nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))):
            self.model.add_module(str(number), layer)


class FeedForwardLM:
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        shared = nn.Parameter(torch.empty(n_vocab, emb_dim).normal_(0, EMBEDDING_STD))
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, _weight=shared)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        for layer in (self.word_to_embedding, self.lm_head):
            layer.weight = shared
        self.model = MLP(emb_dim, n_hidden)

    def forward(self, input_ids):
        vectors = self.word_to_embedding.weight[input_ids]
        return torch.einsum("...e,ve->...v", self.model(vectors), self.lm_head.weight)
