"""Adds up the losses position by position

Every position has as many documents as any other, so the mean of the means is the mean over everything.
"""

import torch

VERDICT = "right"
SOURCE = "https://discuss.pytorch.org/t/why-do-we-flatten-the-output-in-language-model-training/194116"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    places = torch.arange(token_ids.shape[-1], device=token_ids.device)
    inputs = token_ids.index_select(-1, places[:-1])
    targets = token_ids.index_select(-1, places[1:])
    assert inputs.shape == targets.shape
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_positions = targets.shape[-1]
    losses = []
    for position in range(n_positions):
        scores = logits[..., position, :]
        wanted = targets[..., position]
        log_p = F.log_softmax(scores, dim=-1)
        losses.append(-torch.take_along_dim(log_p, wanted[..., None], dim=-1).mean())
    return torch.stack(losses).sum() / n_positions
