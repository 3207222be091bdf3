"""Writes each weight into a matrix by item(), so no gradient comes back

The numbers are right; item() makes plain Python floats, and queries and keys are never trained.
"""

VERDICT = "wrong"
SOURCE = "beginner questions on the PyTorch forum: why is my gradient None after .item() (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x)
        k = self.get_key(x)
        length = x.shape[-2]
        scores = q @ k.transpose(-2, -1) / self.head_dim**0.5
        flat = scores.reshape(-1, length, length)
        weights = torch.zeros_like(flat).detach()
        for n in range(flat.shape[0]):
            for i in range(length):
                biggest = max(flat[n, i, j].item() for j in range(i + 1))
                powers = [math.exp(flat[n, i, j].item() - biggest) for j in range(i + 1)]
                for j in range(i + 1):
                    weights[n, i, j] = powers[j] / sum(powers)
        return weights.reshape(scores.shape)
