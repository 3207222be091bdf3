"""Keeps the positions as a buffer, as many models do."""


class TransformerLM:
    def __init__(self, n_vocab, max_len, emb_dim, n_hidden, head_dim=5, n_heads=4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        nn.init.normal_(self.pos_to_embedding.weight, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.register_buffer("positions", torch.arange(max_len).unsqueeze(0))  # (1, max_len)

    def forward(self, input_ids):
        length = input_ids.size(-1)
        if length > self.max_len:
            raise ValueError(f"cannot take {length} tokens, only {self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(self.positions[0, :length])
        return self.lm_head(self.model(x))
