"""One large projection for all heads, split by view and transpose, torch's own attention in the middle

Rows of the fused matrix are ordered head by head, and heads are moved back behind the tokens before
the reshape.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/nanoGPT (class CausalSelfAttention)"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def _all_heads(self, x, name):
        weight = torch.cat([getattr(h, name).weight for h in self.heads], dim=0)
        y = F.linear(x, weight)
        return y.view(*x.shape[:-1], len(self.heads), -1).transpose(-3, -2)  # (..., H, L, d)

    def forward(self, x):
        q, k, v = (self._all_heads(x, name) for name in ("get_query", "get_key", "get_value"))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        y = y.transpose(-3, -2).reshape(*x.shape[:-1], -1)
        return self.to_output(y)
