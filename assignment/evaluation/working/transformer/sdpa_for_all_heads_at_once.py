"""The layer computes all heads in one call with the weights of the heads

The weights of the heads are stacked, and PyTorch's own causal attention gives the same values as the heads
one by one.
"""

VERDICT = "right"
SOURCE = "nanoGPT with torch.nn.functional.scaled_dot_product_attention"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def attend(self, x):
        attention = self.self_attention
        n_heads = len(attention.heads)
        w_q = torch.cat([head.get_query.weight for head in attention.heads])
        w_k = torch.cat([head.get_key.weight for head in attention.heads])
        w_v = torch.cat([head.get_value.weight for head in attention.heads])

        def split(y):
            return y.unflatten(-1, (n_heads, -1)).transpose(-3, -2)  # (..., n_heads, L, head_dim)

        q, k, v = (split(F.linear(x, w)) for w in (w_q, w_k, w_v))
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return attention.to_output(mixed.transpose(-3, -2).flatten(-2))

    def forward(self, x):
        x = x + self.attend(self.norm_1(x))
        return x + self.mlp(self.norm_2(x))
