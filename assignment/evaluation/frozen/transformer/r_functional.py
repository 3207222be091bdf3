"""the table is indexed, the logits are an einsum, the sum is built by broadcasting

The positions are a slice of the table, which fits every batch. A comparison with the number of rows refuses long texts.
"""

VERDICT = "right"
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
        table, places = self.word_to_embedding.weight, self.pos_to_embedding.weight
        length, room = input_ids.shape[-1], places.shape[0]
        if room < length:
            raise ValueError(f"there is room for {room} tokens, and {length} came")
        stream = self.model(table[input_ids] + places[:length])
        return torch.einsum("...e,ve->...v", stream, table)
