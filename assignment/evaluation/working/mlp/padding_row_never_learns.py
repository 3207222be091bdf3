"""An embedding with padding_idx=0

Values are right, but the lookup gives no gradient to the row of token 0.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nn.Embedding with padding_idx from NLP tutorials"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, padding_idx=0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
