"""The positions 0 to max_len - 1 are a buffer that is not saved

A buffer moves to the GPU with the model, and the first L of it are the positions.
"""

VERDICT = "right"
SOURCE = "https://github.com/rohitg00/ai-engineering-from-scratch/pull/206 (position_ids as a buffer, not saved)"

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
        self.register_buffer("position_ids", torch.arange(max_len), persistent=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        length = input_ids.shape[-1]
        if length > len(self.position_ids):
            raise ValueError(f"{length=} is more than max_len={self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(self.position_ids[:length])
        return self.lm_head(self.model(x))
