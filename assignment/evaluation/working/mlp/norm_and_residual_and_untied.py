"""Normed residual in the model, and a head of its own

Two mistakes: x plus the MLP of a normed x is the transformer's recipe, and the weights are not tied.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: the transformer layer written into the small model"

import torch.nn.functional as F

class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        nn.init.normal_(self.lm_head.weight, std=EMBEDDING_STD)

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids)
        x = x + self.model(F.layer_norm(x, x.shape[-1:]))
        return self.lm_head(x)
