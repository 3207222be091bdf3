"""Scales by the embedding's size."""


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(x.shape[-1])
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
