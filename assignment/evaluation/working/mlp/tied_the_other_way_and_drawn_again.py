"""Hands the head's matrix to the embedding, then draws it again

Both names mean one Parameter, and it is drawn with the standard deviation of embeddings after the tying.
"""

VERDICT = "right"
SOURCE = "karpathy/nanoGPT (wte.weight = lm_head.weight)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.word_to_embedding.weight = self.lm_head.weight
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
