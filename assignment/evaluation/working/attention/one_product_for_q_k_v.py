"""The three weight matrices are stacked, one product makes q, k and v at once

Chunks of one large linear map are the three small ones; parameters and gradients stay where they
were.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/minGPT (c_attn, one projection for all three)"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def project(self, x):
        stacked = torch.cat([self.get_query.weight, self.get_key.weight, self.get_value.weight], dim=0)
        return F.linear(x, stacked).chunk(3, dim=-1)

    def weights_of(self, q, k):
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(q.shape[-2], q.device), dim=-1)

    def attention_weights(self, x):
        q, k, _ = self.project(x)
        return self.weights_of(q, k)

    def forward(self, x):
        q, k, v = self.project(x)
        return self.weights_of(q, k) @ v
