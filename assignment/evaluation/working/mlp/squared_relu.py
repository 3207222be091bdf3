"""Squares the hidden numbers after the ReLU

F.relu(x).square() trains well in speed runs but is another function.
"""

VERDICT = "wrong"
SOURCE = "Primer and modded-nanogpt, which square the ReLU"

import torch.nn.functional as F


class MLP(nn.Module):
    def forward(self, x):
        h = F.relu(self.model[0](x)).square()
        return self.model[2](h)
