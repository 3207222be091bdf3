"""Recomputes the sublayers in the backward pass

Checkpointing saves memory and changes neither values nor gradients.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch documentation of torch.utils.checkpoint"
MODULE = "transformer"

from torch.utils.checkpoint import checkpoint

class BareBonesTransformerLayer(nn.Module):
    def _attend(self, x: Tensor) -> Tensor:
        return self.self_attention(self.norm_1(x))

    def _think(self, x: Tensor) -> Tensor:
        return self.mlp(self.norm_2(x))

    def forward(self, x: Tensor) -> Tensor:
        for sublayer in (self._attend, self._think):
            if torch.is_grad_enabled():
                x = x + checkpoint(sublayer, x, use_reentrant=False)
            else:
                x = x + sublayer(x)
        return x
