"""queries and keys have changed places

Row i belongs to the token that looks. Set `get_key.weight` to zero for one run and `get_query.weight` for
another, then print q and k by name: which of them makes the rows of your scores? Part 4 of the notebook says
who asks and who answers.
"""

CAUGHT_BY = "queries ask, keys answer"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_key(x), self.get_query(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
