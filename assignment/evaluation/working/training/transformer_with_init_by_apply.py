"""Draws uniform embeddings and zero biases with apply, and embeds in a helper

How fresh weights are drawn is free: these have the same spread and train as well. The forward is the same in
other words.
"""

VERDICT = "right"
SOURCE = "nanoGPT and minGPT: self.apply(self._init_weights)"
MODULE = "transformer"


class TransformerLM(nn.Module):
    def __init__(self, n_vocab: int, max_len: int, emb_dim: int, n_hidden: int, head_dim: int = 5, n_heads: int = 4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
        self.apply(self._draw)

    @staticmethod
    def _draw(module):
        if isinstance(module, nn.Embedding):
            bound = 3**0.5 * EMBEDDING_STD
            nn.init.uniform_(module.weight, -bound, bound)
        elif isinstance(module, nn.Linear) and module.bias is not None:
            nn.init.zeros_(module.bias)

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.lm_head(self.model(self.embed(input_ids)))

    def embed(self, input_ids: Tensor) -> Tensor:
        """Token and position together: (..., L) -> (..., L, emb_dim)"""
        length, limit = input_ids.shape[-1], self.max_len
        if length > limit:
            raise ValueError(f"a context of {length} tokens is longer than the {limit} that fit")
        positions = torch.arange(length, device=input_ids.device).broadcast_to(input_ids.shape)
        return self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
