"""a text without a batch is refused

Call your head with `torch.randn(5, 8)` and with `torch.randn(2, 5, 8)`. Which of your lines counts dimensions from
the front, or expects three of them? The docstring writes `...` for any number of dimensions, as the shapes in part 4 do.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        n_documents, length, emb_dim = x.shape
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(1, 2) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(length, device=x.device), dim=-1)
