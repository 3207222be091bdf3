"""Ties by a frozen copy, and cuts the embeddings off from the gradient

Two slips: the lm_head keeps its first random numbers, and so do the embeddings; the MLP alone can learn.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face transformers issue 11903 and forum threads on freezing embeddings"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        frozen = self.word_to_embedding.weight.detach().clone()
        self.lm_head.weight = nn.Parameter(frozen, requires_grad=False)

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.word_to_embedding(input_ids).detach()
        return self.lm_head(self.model(x))
