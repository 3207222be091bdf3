"""A deep copy of the embedding's Parameter

deepcopy makes another Parameter with the same numbers.
"""

VERDICT = "wrong"
SOURCE = "flamingo-mini issue 4 (weights copied)"

import copy

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = copy.deepcopy(self.word_to_embedding.weight)
