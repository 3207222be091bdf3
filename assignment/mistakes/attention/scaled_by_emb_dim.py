"""the scores are scaled by the size of the embedding, and not by that of the head

Compare heads with `BareBonesAttentionHead(64, 4)` and `BareBonesAttentionHead(8, 4)`: how many products are
added up for one score in each? Part 4 of the notebook says what makes the product of two vectors spread.
"""

CAUGHT_BY = "scores are scaled by the square root of head_dim"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(x.shape[-1])
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
