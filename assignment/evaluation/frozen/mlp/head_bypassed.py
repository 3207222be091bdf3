"""forward multiplies by the embeddings, and lm_head stays untied beside it, unused
"""

VERDICT = "wrong"
SOURCE = "from memory: tying 'by hand' in forward"

import torch.nn.functional as F


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        table = self.word_to_embedding.weight
        return F.linear(self.model(F.embedding(input_ids, table)), table)
