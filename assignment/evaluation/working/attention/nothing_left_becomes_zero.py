"""The mask hides the token itself, and the NaN of the first row is turned into zeros

Two mistakes, the second covering up the first: no token sees itself, and the first row sums to 0.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/THUwangcy/ReChorus/issues/8"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        t = torch.arange(x.shape[-2], device=x.device)
        earlier = t[None, :] < t[:, None]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores.masked_fill(~earlier, float("-inf")), dim=-1)
        return torch.nan_to_num(weights, nan=0.0)
