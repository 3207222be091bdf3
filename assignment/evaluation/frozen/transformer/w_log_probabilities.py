"""log-probabilities for logits

A log_softmax at the end, as NLLLoss wants it. The loss is the same, the logits are not.
"""

VERDICT = "wrong"
SOURCE = "PyTorch's word_language_model example, which ends with F.log_softmax (from memory)"


class TransformerLM(nn.Module):
    def __init__(self, n_vocab: int, max_len: int, emb_dim: int, n_hidden: int, head_dim: int = 5, n_heads: int = 4):
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        nn.init.normal_(self.pos_to_embedding.weight, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight

    def forward(self, input_ids: Tensor) -> Tensor:
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"length {L} exceeds max_len {self.max_len}")
        h = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        return torch.log_softmax(self.lm_head(self.model(h)), dim=-1)
