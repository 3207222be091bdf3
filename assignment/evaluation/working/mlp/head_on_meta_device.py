"""Makes the head without memory, since its matrix is replaced at once

A weight on the meta device costs nothing, and the shared Parameter takes its place.
"""

VERDICT = "right"
SOURCE = "Modalities issue 357 (meta device and tying)"

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False, device="meta")
        self.lm_head.weight = self.word_to_embedding.weight
