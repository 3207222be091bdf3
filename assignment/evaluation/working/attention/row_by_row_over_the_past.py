"""Each row is a softmax over its own past, padded with zeros to full length

No mask at all: query i meets keys 0 to i only, and what is left of the row is exactly zero.
"""

VERDICT = "right"
SOURCE = "https://github.com/yangrchen/llm-from-scratch-notes"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        L = x.shape[-2]
        rows = []
        for i in range(L):
            query = q[..., i : i + 1, :]  # (..., 1, head_dim)
            past = k[..., : i + 1, :]  # (..., i + 1, head_dim)
            row = (query * past).sum(dim=-1) / self.head_dim**0.5
            row = torch.softmax(row, dim=-1)
            rows.append(F.pad(row, (0, L - 1 - i)))
        return torch.stack(rows, dim=-2)
