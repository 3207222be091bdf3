"""Saves memory by checkpointing the layer while gradients are on

Checkpointing computes the layer again in the backward pass; values and gradients are the same.
"""

VERDICT = "right"
SOURCE = "torch.utils.checkpoint documentation"

from torch.utils.checkpoint import checkpoint


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        def work(stream):
            stream = stream + self.self_attention(self.norm_1(stream))
            return stream + self.mlp(self.norm_2(stream))

        if torch.is_grad_enabled():
            return checkpoint(work, x, use_reentrant=False)
        return work(x)
