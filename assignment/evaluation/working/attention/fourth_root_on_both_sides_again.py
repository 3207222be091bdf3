"""Queries and keys are both divided by the fourth root of head_dim

The product then carries 1/sqrt(head_dim), without ever making the large scores.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/minGPT/pull/55"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        s = self.head_dim**-0.25
        q = self.get_query(x) * s
        k = self.get_key(x) * s
        L = x.shape[-2]
        scores = torch.matmul(q, k.swapaxes(-1, -2))
        idx = torch.arange(L, device=x.device)
        later = idx.unsqueeze(0) > idx.unsqueeze(1)  # column > row
        scores = scores.masked_fill(later, torch.finfo(scores.dtype).min)
        return scores.softmax(-1)
