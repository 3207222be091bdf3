"""Embedding made by from_pretrained out of the head's weight, and frozen

Two mistakes: from_pretrained wraps the numbers in a new Parameter, and its default is to freeze it.
"""

VERDICT = "wrong"
SOURCE = "PyTorch documentation of nn.Embedding.from_pretrained"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        nn.init.normal_(self.lm_head.weight, std=EMBEDDING_STD)
        self.word_to_embedding = nn.Embedding.from_pretrained(self.lm_head.weight)
        self.model = MLP(emb_dim, n_hidden)
