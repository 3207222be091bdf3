"""the logits of the whole vocabulary are computed once, and the ids pick their rows

The model sees one character only, so it is a table.
"""

VERDICT = "right"
SOURCE = "own idea"

import torch.nn.functional as F


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        setattr(self.lm_head, "weight", self.word_to_embedding.weight)

    def forward(self, input_ids: Tensor) -> Tensor:
        logits_of_all = self.lm_head(self.model(self.word_to_embedding.weight))
        return F.embedding(input_ids, logits_of_all)
