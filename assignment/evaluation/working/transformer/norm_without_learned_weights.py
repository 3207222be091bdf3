"""Functional layer norm without weight and bias

Fresh norms have weight 1 and bias 0, so a new model gives the right numbers; a trained one does not, and the
norms never learn.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow: F.layer_norm without weight and bias"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(F.layer_norm(x, x.shape[-1:]))
        x = x + self.mlp(F.layer_norm(x, x.shape[-1:]))
        return x
