"""some weights are set to zero at random

Call your head twice with the same x: are the weights the same, and does each row sum to 1? Dropout is no step
of the docstring; part 6 of the notebook goes through the steps one by one.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"
RANDOM = True


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return nn.functional.dropout(weights, 0.1, self.training)
