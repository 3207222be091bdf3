"""Flattens all positions, counts the calls in a buffer, and restores the shape

Each position is by itself, so it does not matter in which shape they stand. The buffer is no parameter.
"""

import torch

VERDICT = "right"
SOURCE = "PyTorch forum, register_buffer for counters; TimeDistributed wrappers"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.n_vocab = n_vocab
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.register_buffer("n_calls", torch.zeros((), dtype=torch.int64), persistent=False)
        self._tie()

    def _tie(self) -> None:
        setattr(self.lm_head, "weight", self.word_to_embedding.weight)

    def forward(self, input_ids: Tensor) -> Tensor:
        self.n_calls += 1
        shape = input_ids.shape
        rows = self.word_to_embedding(input_ids.reshape(-1))
        scores = self.lm_head(self.model(rows))
        return scores.reshape(*shape, self.n_vocab)
