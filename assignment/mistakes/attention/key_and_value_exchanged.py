"""keys and values have changed places

Set `get_key.weight` to zero: which should change, the weights or what is mixed? A key says what a token has
to offer, a value is what it hands over. Reread in part 4 of the notebook which of them the scores are made
of.
"""

CAUGHT_BY = "queries ask, keys answer"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_key(x)
