"""Layer norm over the last two dimensions

Mean and variance are taken over all tokens of a document, so each token learns something of later ones, and
the values are wrong.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow: LayerNorm of shape (L, emb_dim) as in image models"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def _norm(self, norm, x):
        y = F.layer_norm(x, x.shape[-2:], eps=norm.eps)
        return y * norm.weight + norm.bias

    def forward(self, x):
        x = x + self.self_attention(self._norm(self.norm_1, x))
        x = x + self.mlp(self._norm(self.norm_2, x))
        return x
