"""Computes the values with the key layer

A copy and paste slip: get_value is never used and gets no gradient.
"""

VERDICT = "wrong"
SOURCE = "yflyzhang/AnnotatedTransformer issue 1"

from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        weights = self.attention_weights(x)
        v = self.get_key(x)
        return weights @ v
