"""Gives scaled_dot_product_attention a dropout_p, which counts in eval mode too

The function knows nothing of the mode of the module, so outputs are random always.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/240"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, dropout_p=0.2, is_causal=True)
