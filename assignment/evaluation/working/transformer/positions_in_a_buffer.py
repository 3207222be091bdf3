"""Keeps 0, 1, ..., max_len - 1 in a buffer and slices it

A buffer moves with the model; positions that end too early show that the text is too long.
"""

VERDICT = "right"
SOURCE = "huggingface transformers GPT-2 and BERT: position_ids (from memory, not looked up)"

import torch
from torch import Tensor, nn


class TransformerLM(nn.Module):
    def __init__(self, n_vocab: int, max_len: int, emb_dim: int, n_hidden: int, head_dim: int = 5, n_heads: int = 4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        for table in (self.word_to_embedding, self.pos_to_embedding):
            nn.init.normal_(table.weight, mean=0.0, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.register_buffer("positions", torch.arange(max_len), persistent=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        positions = self.positions[: input_ids.shape[-1]]
        if len(positions) < input_ids.shape[-1]:
            raise ValueError(f"max_len is {len(positions)}, the text has {input_ids.shape[-1]} tokens")
        return self.lm_head(self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)))
