"""Copies the matrix into the head at each call

Logits come out right, but a call changes a parameter, and the head's gradient is lost to its own copy.
"""

VERDICT = "wrong"
SOURCE = "sglang pull request 2009 and similar: copying tied weights when needed"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self._refresh_head()

    def _refresh_head(self):
        self.lm_head.weight.data.copy_(self.word_to_embedding.weight.data)

    def forward(self, input_ids):
        self._refresh_head()
        return self.lm_head(self.model(self.word_to_embedding(input_ids)))
