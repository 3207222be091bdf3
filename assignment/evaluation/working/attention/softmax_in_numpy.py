"""Does the softmax in numpy and wraps the result in a new tensor

Detaching for numpy cuts the graph: no gradient reaches queries or keys.
"""

VERDICT = "wrong"
SOURCE = "NVIDIA/FasterTransformer issue 43 and mulf0/gpu-learning (softmax written in numpy)"

import math

import numpy as np
import torch
from torch import nn

from .causal_mask import make_causal_mask


def numpy_softmax(scores):
    scores = scores - scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores)
    return powers / powers.sum(axis=-1, keepdims=True)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        result = numpy_softmax(scores.detach().cpu().numpy())
        return torch.as_tensor(result, dtype=x.dtype, device=x.device)
