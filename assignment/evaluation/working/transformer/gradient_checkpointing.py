"""Each half is recomputed in the backward pass to save memory

Checkpointing changes when things are computed, not what: values and gradients are the same.
"""

VERDICT = "right"
SOURCE = "torch.utils.checkpoint documentation; nanoGPT forks that add checkpointing"

from torch.utils.checkpoint import checkpoint


class BareBonesTransformerLayer(nn.Module):
    def _attend(self, x):
        return x + self.self_attention(self.norm_1(x))

    def _think(self, x):
        return x + self.mlp(self.norm_2(x))

    def forward(self, x):
        if torch.is_grad_enabled() and self.training:
            x = checkpoint(self._attend, x, use_reentrant=False)
            return checkpoint(self._think, x, use_reentrant=False)
        return self._think(self._attend(x))
