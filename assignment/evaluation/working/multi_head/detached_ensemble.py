"""Runs the heads through stack_module_state, which detaches the weights

Meant for ensembles at inference: the stacked copies are new leaves, so the heads never get a gradient.
"""

VERDICT = "wrong"
SOURCE = "pytorch/pytorch pull request 92274 (stack_module_state returns leaves)"

from torch import nn
from torch.func import functional_call, stack_module_state, vmap


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        params, buffers = stack_module_state(list(self.heads))
        head = self.heads[0]

        def run(p, b):
            return functional_call(head, (p, b), (x,))

        z = vmap(run, out_dims=-2)(params, buffers)
        return self.to_output(z.flatten(-2))
