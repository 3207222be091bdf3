"""A method tie_weights, called at the end of the constructor

The method assigns the Parameter, and an assert makes sure of it.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Hugging Face transformers (tie_weights, get_output_embeddings)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.tie_weights()

    def tie_weights(self):
        setattr(self.lm_head, "weight", self.word_to_embedding.weight)
        assert self.lm_head.weight is self.word_to_embedding.weight
