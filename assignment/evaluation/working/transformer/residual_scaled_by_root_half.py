"""Each sum is scaled by the root of one half

This keeps the variance in convolutional models; the lab's layer only adds.
"""

VERDICT = "wrong"
SOURCE = "fairseq ConvS2S (sums scaled by sqrt of one half)"

import math


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        keep = math.sqrt(0.5)
        x = (x + self.self_attention(self.norm_1(x))) * keep
        x = (x + self.mlp(self.norm_2(x))) * keep
        return x
