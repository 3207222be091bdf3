"""An embedding with max_norm=1

Each lookup rescales long rows of the weight in place, so the parameters change in forward.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum on max_norm changing weights in place"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, max_norm=1.0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
