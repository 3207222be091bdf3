"""the softmax runs over dimension 1, whatever that is for a batch

Print `head.attention_weights(torch.randn(2, 5, 8)).sum(dim=-1)`. What does dimension 1 of a batch count, and what
does it count for one document? Count dimensions from the end, as the shapes in the docstrings of part 4 do.
"""

CAUGHT_BY = "weights and output are right for any number of documents"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=1)
