"""The output comes from torch's own scaled_dot_product_attention

With is_causal and its default scale of 1/sqrt(size of q) that function computes the same formula;
the weights are still computed by hand.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/451"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
        L = x.size(-2)
        future = torch.ones(L, L, dtype=torch.bool, device=x.device).triu(1)
        return F.softmax(att.masked_fill(future, float("-inf")), dim=-1)

    def forward(self, x):
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x), is_causal=True)
