"""copy_ of the numbers, once, and logits divided by sqrt(emb_dim)

Two mistakes: the head only begins with the same numbers, and training drives the two matrices apart; and the
scores are scaled as in attention.
"""

VERDICT = "wrong"
SOURCE = "Tutorials that call copy_ under torch.no_grad and speak of tying"

import torch


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        with torch.no_grad():
            self.lm_head.weight.copy_(self.word_to_embedding.weight)

    def forward(self, input_ids):
        x = self.model(self.word_to_embedding(input_ids))
        return self.lm_head(x) / x.shape[-1] ** 0.5
