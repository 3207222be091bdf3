"""forward returns log-probabilities and not raw scores

The loss is the same, so training does not show it.
"""

VERDICT = "wrong"
SOURCE = "log_softmax at the end of generators, The Annotated Transformer; from memory"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        steps = (self.word_to_embedding, self.model, self.lm_head)
        for step in steps:
            input_ids = step(input_ids)
        return input_ids.log_softmax(dim=-1)
