"""Shares only the data, and caps the logits

Two mistakes: two Parameters on one memory, and a tanh on the logits.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: .data tying and capped logits"

import torch

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight.data = self.word_to_embedding.weight.data

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.lm_head(self.model(self.word_to_embedding(input_ids)))
        return 15 * torch.tanh(x / 15)
