"""token 0 is taken for padding

Its embedding is set to zero, though here it is a character as any other.
"""

VERDICT = "wrong"
SOURCE = "padding_idx=0 of many tutorials (from memory)"


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
            raise ValueError(f"{L} tokens, at most {self.max_len}")
        is_token = (input_ids != 0).unsqueeze(-1)
        x = self.word_to_embedding(input_ids) * is_token
        x = x + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return self.lm_head(self.model(x))
