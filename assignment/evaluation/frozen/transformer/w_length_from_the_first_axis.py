"""the length is len(input_ids)

Right for one document; the number of documents for a batch.
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
        n = len(input_ids)
        if n > self.max_len:
            raise ValueError(f"{n} > {self.max_len}")
        position = self.pos_to_embedding(torch.arange(n, device=input_ids.device))
        return self.lm_head(self.model(self.word_to_embedding(input_ids) + position))
