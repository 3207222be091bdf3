"""The queries are scaled in place before the product, and the mask is added in place

In-place work touches only tensors made here, never x, and the gradient knows about it.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/minGPT/pull/55"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        q = q.mul_(1 / math.sqrt(self.head_dim))
        scores = q @ self.get_key(x).transpose(-2, -1)
        scores += make_causal_mask(scores.shape[-1], device=scores.device)
        return scores.softmax(dim=-1)

    def forward(self, x):
        out = self.attention_weights(x)
        out = out @ self.get_value(x)
        return out
