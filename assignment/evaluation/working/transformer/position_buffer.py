"""Keeps the positions 0 to max_len - 1 in a buffer and takes the first L

A buffer moves to the GPU with the model, and its first L numbers are the positions of any text of that
length.
"""

VERDICT = "right"
SOURCE = "Hugging Face position_ids buffer (transformers PR 22155)"


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
        self.register_buffer("position_ids", torch.arange(max_len))

    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.size(-1)
        if length > self.max_len:
            raise ValueError(f"got a sequence of {length} tokens, but max_len is {self.max_len}")
        hidden = self.word_to_embedding(input_ids) + self.pos_to_embedding(self.position_ids[:length])
        return self.lm_head(self.model(hidden))
