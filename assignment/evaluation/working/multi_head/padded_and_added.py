"""Every head is padded with zeros to full width at its own place, and the results are added

Sums of vectors that are zero in each other's places are their concatenation.
"""

VERDICT = "right"
SOURCE = "https://www.onenoughtone.com/learn/multi-head-attention/2 (alternatives to concatenation)"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        width = self.to_output.in_features
        together = 0
        left = 0
        for head in self.heads:
            y = head(x)
            right = width - left - y.shape[-1]
            together = together + F.pad(y, (left, right))
            left += y.shape[-1]
        return self.to_output(together)
