"""the embedding is made last and its Parameter is given to it; the MLP is a loop over its layers
"""

VERDICT = "right"
SOURCE = "own idea: nn.Embedding has the argument _weight, but the attribute can be set as well"

import torch


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        nn.Module.__init__(self)
        self.add_module("model", nn.Sequential())
        for name, layer in enumerate((nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))):
            self.model.add_module(str(name), layer)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.model.children():
            x = layer(x)
        return x


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        shared = nn.Parameter(torch.empty(n_vocab, emb_dim).normal_(std=EMBEDDING_STD))
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        for user in (self.word_to_embedding, self.lm_head):
            user.weight = shared

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids.flatten())
        logits = self.lm_head(self.model(x))
        return logits.unflatten(0, input_ids.shape)
