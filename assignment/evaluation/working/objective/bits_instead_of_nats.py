"""Measures in bits

A division by log 2 too many: the value is 1.44 times what was asked for.
"""

VERDICT = "wrong"
SOURCE = "bits-per-character in enwik8 papers"

import math

import torch


def language_model_loss(logits, targets):
    log2_probs = torch.log_softmax(logits, dim=-1) / math.log(2)
    return -log2_probs.gather(-1, targets[..., None]).mean()
