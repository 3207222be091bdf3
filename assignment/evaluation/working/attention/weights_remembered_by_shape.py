"""The weights are remembered and used again for the next x of the same shape

The first text is right; another of the same shape is mixed with the weights of the first.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer (self.attn kept, misused as a cache)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        known = getattr(self, "_known", None)
        if known is not None and known.shape[:-1] == x.shape[:-1] and not torch.is_grad_enabled():
            return known
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        self._known = weights.detach()
        return weights
