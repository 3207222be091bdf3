"""forward unpacks two dimensions, so one document without a batch fails
"""

VERDICT = "wrong"
SOURCE = "B, T = idx.shape in nanoGPT; 'not enough values to unpack'; from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        B, T = input_ids.shape
        tok = self.word_to_embedding(input_ids).reshape(B * T, -1)
        out = self.lm_head(self.model(tok))
        return out.reshape(B, T, -1)
