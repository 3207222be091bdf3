"""The three maps are stacked as query, key, value, and unpacked as key, query, value

Queries and keys change places, so the table of scores is transposed.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture (key before query) and minGPT (c_attn split)"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def _kqv(self, x):
        w = torch.cat([self.get_query.weight, self.get_key.weight, self.get_value.weight])
        return F.linear(x, w).split(self.head_dim, dim=-1)

    def attention_weights(self, x):
        k, q, _ = self._kqv(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self._kqv(x)[2]
