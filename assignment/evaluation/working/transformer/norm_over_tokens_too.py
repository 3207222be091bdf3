"""Norms over all tokens of a document together

Mean and spread are taken over positions and numbers at once, so later tokens change the rows of earlier ones.
"""

VERDICT = "wrong"
SOURCE = "karpathy/minGPT issue 113 (layer norm over [block, emb])"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self._norm(x, self.norm_1))
        return x + self.mlp(self._norm(x, self.norm_2))

    def _norm(self, x, norm):
        return F.layer_norm(x, x.shape[-2:]) * norm.weight + norm.bias
