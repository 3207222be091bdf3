"""tanh in place of ReLU, applied in forward

The Sequential looks right but forward goes around its ReLU and uses tanh, as Bengio's model did.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's makemore MLP and Bengio's neural probabilistic language model, with tanh"

import torch


class MLP(nn.Module):
    def forward(self, x):
        first, _, second = self.model
        return second(torch.tanh(first(x)))
