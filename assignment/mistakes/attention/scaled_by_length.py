"""the scores are scaled by the length of the text

Call your head with a text of 5 tokens and with the first 3 of them: do the weights of the third token agree?
How many products are added up for one score? Part 4 of the notebook says what makes a product of two vectors
spread.
"""

CAUGHT_BY = "scores are scaled by the square root of head_dim"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(x.shape[-2])
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
