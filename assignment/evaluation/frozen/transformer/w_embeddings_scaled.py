"""token embeddings are multiplied by the root of their size

The paper does it where the weights are shared with the output.
"""

VERDICT = "wrong"
SOURCE = "'Attention is all you need', section 3.4; the Annotated Transformer (from memory)"


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
        L, d = input_ids.shape[-1], self.word_to_embedding.embedding_dim
        if L > self.max_len:
            raise ValueError(f"{L} tokens are more than {self.max_len}")
        x = self.word_to_embedding(input_ids) * d**0.5
        x = x + self.pos_to_embedding(torch.arange(L, device=x.device))
        return self.lm_head(self.model(x))
