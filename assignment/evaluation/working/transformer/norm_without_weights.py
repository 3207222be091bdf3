"""Calls F.layer_norm and leaves the learned weight and bias out

Fresh norms have weight 1 and bias 0, so an untrained model agrees; afterwards the norms cannot learn.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, F.layer_norm called without weight and bias"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        def norm(y):
            return F.layer_norm(y, (y.shape[-1],))

        x = x + self.self_attention(norm(x))
        x = x + self.mlp(norm(x))
        return x
