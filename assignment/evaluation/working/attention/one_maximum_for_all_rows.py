"""Softmax by hand takes the maximum of the whole tensor off every row

Where a row lies far below that maximum all its exponentials are 0, and 0/0 is NaN.
"""

VERDICT = "wrong"
SOURCE = "code search: safe_softmax with m = input.max()"


def stable_softmax(z):
    e = (z - z.max()).exp()
    return e / e.sum(-1, keepdim=True)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return stable_softmax(scores + make_causal_mask(x.shape[-2], device=x.device))
