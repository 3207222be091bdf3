"""forward uses the embedding matrix; the head is never tied

The logits are those of a tied model, but lm_head.weight is another Parameter that nothing uses.
"""

VERDICT = "wrong"
SOURCE = "Code that multiplies by wte.weight and leaves an unused lm_head"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.out = self.word_to_embedding  # used for the logits below

    def forward(self, input_ids):
        x = self.model(self.word_to_embedding(input_ids))
        return x @ self.out.weight.t()
