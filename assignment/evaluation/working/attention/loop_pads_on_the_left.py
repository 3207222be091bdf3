"""The loop pads each row on the wrong side

Zeros are put in front instead of behind, so the weights of a row fall on the last keys.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: F.pad and its order of arguments on the PyTorch forum"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        n = x.shape[-2]
        rows = []
        for i in range(n):
            score = torch.einsum("...d,...kd->...k", q[..., i, :], k[..., : i + 1, :])
            weight = torch.softmax(score / math.sqrt(self.head_dim), dim=-1)
            rows.append(F.pad(weight, (n - i - 1, 0)))
        return torch.stack(rows, dim=-2)
