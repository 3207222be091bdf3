"""An autograd function with the gradient (softmax - one-hot) / N by hand

Forward is the mean cross-entropy, backward its derivative times the incoming gradient.
"""

VERDICT = "right"
SOURCE = "Stanford CS231n notes, gradient of the softmax classifier"
DEBATABLE = (
    "In half precision the difference of two large numbers loses digits when logits share an offset in the hundreds."
)

import torch


class MeanCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, rows, wanted):
        log_probs = rows - rows.logsumexp(dim=1, keepdim=True)
        ctx.save_for_backward(log_probs, wanted)
        return -log_probs.gather(1, wanted[:, None]).mean()

    @staticmethod
    def backward(ctx, upstream):
        log_probs, wanted = ctx.saved_tensors
        grad = log_probs.exp()
        grad = grad.scatter_add(1, wanted[:, None], -torch.ones_like(grad[:, :1]))
        return upstream * grad / wanted.numel(), None


def language_model_loss(logits, targets):
    return MeanCrossEntropy.apply(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
