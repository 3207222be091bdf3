"""An embedding with scale_grad_by_freq

Values are right; gradients of frequent tokens are divided by how often they occur.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nn.Embedding options tried at random"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, scale_grad_by_freq=True)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
