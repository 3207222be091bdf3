"""PyTorch's own scaled_dot_product_attention in forward."""

import torch.nn.functional as F


class BareBonesAttentionHead:
    def forward(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
