"""Runs deep copies of the heads

A copy computes the same, but its gradients stay with it: the heads never learn.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: copy.deepcopy of modules in forward"

import copy

class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        outputs = [copy.deepcopy(head)(x) for head in self.heads]
        return self.to_output(torch.cat(outputs, dim=-1))
