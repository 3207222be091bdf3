"""one-hot vectors in float32 pick the rows, so a model in double or half precision fails
"""

VERDICT = "wrong"
SOURCE = "F.one_hot(x).float() @ W from makemore-like lectures; from memory"

import torch.nn.functional as F


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        picks = F.one_hot(input_ids, self.lm_head.out_features).float()
        return self.lm_head(self.model(picks @ self.word_to_embedding.weight))
