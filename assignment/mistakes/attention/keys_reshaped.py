"""the keys are reshaped, and not transposed

Compare `t.reshape(3, 2)` with `t.T` for `t = torch.arange(6).reshape(2, 3)`: the same shape, other numbers.
Which of them has one key in each column? Part 4 of the notebook multiplies queries with keys.
"""

CAUGHT_BY = "weights and output are right for any number of documents"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2]) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
