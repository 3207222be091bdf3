"""the mask hides what may be seen, and shows what must not be

Print `head.attention_weights(x)` for three tokens. Which keys does the last query look at, and which are left
for it? Print your mask next to it: what does a 0 in it mean? Part 4 of the notebook says which tokens are
hidden.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores.masked_fill(mask == 0, -torch.inf), dim=-1)
