"""Functional dropout without the training flag

F.dropout drops by default, also in eval mode, so the same input never gives the same output twice.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: F.dropout without the training flag"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + F.dropout(self.self_attention(self.norm_1(x)), 0.1)
        x = x + self.mlp(self.norm_2(x))
        return x
