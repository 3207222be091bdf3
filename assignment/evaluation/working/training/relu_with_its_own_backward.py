"""A ReLU with a backward written by hand

The backward passes the gradient where the input was positive, as ReLU does; the module is a kind of nn.ReLU.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch tutorial on autograd.Function (MyReLU)"
MODULE = "mlp"

import torch

class _HandMadeReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, upstream):
        (x,) = ctx.saved_tensors
        return upstream * (x > 0)


class TaughtReLU(nn.ReLU):
    def forward(self, input: Tensor) -> Tensor:
        return _HandMadeReLU.apply(input)


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), TaughtReLU(), nn.Linear(n_hidden, emb_dim))
