"""A dropout after the output layer

In training the output is random, and the specification wants the same in both modes.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture (dropout after proj)"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = torch.cat([h(x) for h in self.heads], dim=-1)
        return F.dropout(self.to_output(out), p=0.2, training=self.training)
