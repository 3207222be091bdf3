"""Keys are the rows of the scores, but the mask stays as it was

Two mistakes: with rows and columns exchanged the mask lets each query see the present and later keys, and
there is no scaling. The softmax over the keys and the transpose at the end are right.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/HsiaoYetGun/ESIM/issues/5 and https://github.com/brain-research/self-attention-gan/issues/17"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        keys_by_queries = self.get_key(x) @ self.get_query(x).transpose(-2, -1)
        masked = keys_by_queries + make_causal_mask(x.shape[-2], device=x.device)
        shares = torch.softmax(masked, dim=-2)  # over the keys, which are the rows here
        return shares.transpose(-2, -1)
