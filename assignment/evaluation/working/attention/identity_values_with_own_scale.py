"""torch's attention on an identity, without is_causal in forward and with scale 1/head_dim

Two mistakes in an unusual style: scale is the factor itself, so it needs the root; and forward sees
the future.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/charliezchen/scaling-matrix-preconditioning/issues/2"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        eye = torch.eye(x.shape[-2], dtype=x.dtype, device=x.device).expand(*x.shape[:-1], x.shape[-2])
        q, k = self.get_query(x), self.get_key(x)
        return F.scaled_dot_product_attention(q, k, eye, is_causal=True, scale=1 / self.head_dim)

    def forward(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, scale=1 / self.head_dim)
