"""In training the fast function with is_causal, in eval another path with the wrong scale

Two mistakes in one idea: modes differ, and the slow path scales by the embedding and masks after
the softmax.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/331"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        if self.training:
            return F.scaled_dot_product_attention(q, k, v, is_causal=True)
        att = F.softmax(q @ k.transpose(-2, -1) / math.sqrt(x.shape[-1]), dim=-1)
        return torch.tril(att) @ v
