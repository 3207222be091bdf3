"""a last layer norm before the head

As GPT-2 has it; here nothing stands between the layer and the logits.
"""

VERDICT = "wrong"
SOURCE = "ln_f of GPT-2 (from memory)"


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
            raise ValueError(f"{L} tokens do not fit into {self.max_len}")
        x = self.word_to_embedding(input_ids)
        x = self.model(x + self.pos_to_embedding(torch.arange(L, device=input_ids.device)))
        return self.lm_head(torch.nn.functional.layer_norm(x, x.shape[-1:]))
