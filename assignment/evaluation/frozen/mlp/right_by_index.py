"""the rows are picked by indexing, the logits are an einsum, and the Parameter is set by register_parameter
"""

VERDICT = "right"
SOURCE = "own idea"

import torch


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        del self.lm_head.weight
        self.lm_head.register_parameter("weight", self.word_to_embedding.get_parameter("weight"))

    def forward(self, input_ids: Tensor) -> Tensor:
        table = self.lm_head.weight
        return torch.einsum("...e,ve->...v", self.model(table[input_ids]), table)
