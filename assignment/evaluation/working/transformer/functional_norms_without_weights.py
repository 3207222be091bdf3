"""F.layer_norm without the layer's weight and bias

The same for fresh parameters; trained or loaded scales and shifts are not used.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: F.layer_norm with its defaults"

import torch.nn.functional as F

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        size = (x.shape[-1],)
        x = x + self.self_attention(F.layer_norm(x, size))
        x = x + self.mlp(F.layer_norm(x, size))
        return x
