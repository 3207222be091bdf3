"""Pairs by unbinding and stacking, the loss as logsumexp minus the target's logit, added up class by class."""

import torch


def next_token_pairs(token_ids):
    tokens = token_ids.unbind(dim=-1)
    empty = token_ids[..., :0]
    inputs = torch.cat([empty, *(token.unsqueeze(-1) for token in tokens[:-1])], dim=-1)
    targets = torch.cat([empty, *(token.unsqueeze(-1) for token in tokens[1:])], dim=-1)
    return inputs, targets


def language_model_loss(logits, targets):
    own = sum(logits[..., v] * (targets == v) for v in range(logits.size(-1)))
    return (torch.logsumexp(logits, dim=-1) - own).mean()
