"""The positions are a buffer of shape (1, max_len) that is saved with the weights

Students may add buffers; the leading 1 is taken off before the lookup, so that a document without a batch
keeps its shape.
"""

VERDICT = "right"
SOURCE = "huggingface/transformers BertEmbeddings (position_ids buffer in the state dict)"
DEBATABLE = "The state dict has one entry more than the reference; adding buffers is allowed, yet a strict load of reference weights would complain."

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
        self.register_buffer("position_ids", torch.arange(max_len).unsqueeze(0))

    def forward(self, input_ids: Tensor) -> Tensor:
        seq_length = input_ids.size()[-1]
        if seq_length > self.max_len:
            raise ValueError("The input has {} tokens but only {} positions exist".format(seq_length, self.max_len))
        position_ids = self.position_ids[0, :seq_length]
        embeddings = self.word_to_embedding(input_ids)
        embeddings = embeddings + self.pos_to_embedding(position_ids)
        return self.lm_head(self.model(embeddings))
