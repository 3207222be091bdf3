"""Ties by a copy: equal at the start, two matrices from then on

The optimiser moves the copies apart with the first step.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/14035"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = nn.Parameter(self.word_to_embedding.weight.clone())
