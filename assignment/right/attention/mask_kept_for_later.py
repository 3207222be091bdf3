"""Keeps the last mask, and makes another one where the length or the device has changed."""


class BareBonesAttentionHead:
    kept = None

    def attention_weights(self, x):
        n = x.shape[-2]
        if self.kept is None or len(self.kept) != n or self.kept.device != x.device:
            self.kept = make_causal_mask(n, device=x.device)
        return (self.get_query(x) @ self.get_key(x).mT / math.sqrt(self.head_dim) + self.kept).softmax(-1)
