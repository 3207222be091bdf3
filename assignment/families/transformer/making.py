"""The given constructor of the transformer, where people change how weights are tied."""

CHOICES = {
    "tie": {
        "none": (
            "the head has a matrix of its own",
            "Print `model.lm_head.weight is model.word_to_embedding.weight`. Did you change the given constructor? "
            "The weights are tied, as in `FeedForwardLM`.",
        ),
        "copy": (
            "the head and the embedding are two matrices, and not one",
            "Print `model.lm_head.weight is model.word_to_embedding.weight`. Did you change the given constructor? "
            "Two matrices may start out equal; what happens to them in the first step of training?",
        ),
    },
}


class TransformerLM:
    def __init__(self, n_vocab, max_len, emb_dim, n_hidden, head_dim=5, n_heads=4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        nn.init.normal_(self.pos_to_embedding.weight, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        if chosen("tie") == "copy":
            self.lm_head.weight.data.copy_(self.word_to_embedding.weight.data)
        elif not chosen("tie"):
            self.lm_head.weight = self.word_to_embedding.weight
