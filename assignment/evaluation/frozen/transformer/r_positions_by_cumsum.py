"""positions from a cumulated sum of ones, of the shape of the ids

Each document gets its own row of positions; try and except turn the missing row of the table into a ValueError.
"""

VERDICT = "right"
SOURCE = "position_ids from attention_mask.cumsum(-1) - 1 in Hugging Face (from memory)"


class TransformerLM(nn.Module):
    def __init__(self, n_vocab: int, max_len: int, emb_dim: int, n_hidden: int, head_dim: int = 5, n_heads: int = 4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        nn.init.normal_(self.pos_to_embedding.weight, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        positions = torch.ones_like(input_ids).cumsum(dim=-1) - 1
        try:
            self._check(input_ids.size(-1))
        except IndexError as error:
            raise ValueError(str(error)) from error
        hidden = self.model(self.pos_to_embedding(positions).add(self.word_to_embedding(input_ids)))
        return torch.nn.functional.linear(hidden, self.lm_head.weight)

    def _check(self, n_tokens: int) -> None:
        if n_tokens not in range(self.max_len + 1):
            raise IndexError(f"max_len={self.max_len}, but there are {n_tokens} tokens")
