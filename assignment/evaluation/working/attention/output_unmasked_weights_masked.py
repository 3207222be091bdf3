"""The weights are right, but forward calls torch's attention without is_causal

What one looks at in a plot is causal, and what the model computes sees all later tokens.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/451"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x))
