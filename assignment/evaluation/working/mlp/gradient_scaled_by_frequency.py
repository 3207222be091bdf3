"""Gradient of each row divided by how often the character occurs

The logits are right; the embedding's gradient is not, wherever a character occurs twice.
"""

VERDICT = "wrong"
SOURCE = "PyTorch documentation of nn.Embedding: scale_grad_by_freq"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, scale_grad_by_freq=True)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
