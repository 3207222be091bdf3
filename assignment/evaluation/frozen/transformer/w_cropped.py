"""a text that is too long is cropped

Only the last max_len tokens get logits, without a word.
"""

VERDICT = "wrong"
SOURCE = "idx_cond = idx[:, -block_size:] of nanoGPT, at the wrong place (from memory)"


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
        input_ids = input_ids[..., -self.max_len :]
        steps = torch.arange(input_ids.size(-1), device=input_ids.device)
        tokens, places = self.word_to_embedding(input_ids), self.pos_to_embedding(steps)
        return self.lm_head(self.model(tokens + places))
