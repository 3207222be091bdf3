"""positions are counted through the whole batch

The second document goes on where the first one ended.
"""

VERDICT = "wrong"
SOURCE = "from memory"


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
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"got {L} tokens, but max_len is {self.max_len}")
        places = torch.arange(input_ids.numel(), device=input_ids.device).view(input_ids.shape) % self.max_len
        h = self.word_to_embedding(input_ids) + self.pos_to_embedding(places)
        return self.lm_head(self.model(h))
