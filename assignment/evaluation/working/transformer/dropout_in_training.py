"""Dropout on each sublayer while training

The lab has no dropout: in training mode the output is random and scaled. In eval mode it is right.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT and minGPT blocks with resid_dropout"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + F.dropout(self.self_attention(self.norm_1(x)), p=0.1, training=self.training)
        x = x + F.dropout(self.mlp(self.norm_2(x)), p=0.1, training=self.training)
        return x
