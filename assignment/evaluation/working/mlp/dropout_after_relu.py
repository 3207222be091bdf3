"""Dropout after the ReLU

The same ids give other logits at each call in training mode. In evaluation nothing is to be seen.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer, PositionwiseFeedForward"

import torch.nn.functional as F


class MLP(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        first, act, second = self.model
        h = F.dropout(act(first(x)), p=0.1, training=self.training)
        return second(h)
