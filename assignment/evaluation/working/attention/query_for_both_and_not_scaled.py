"""Keys come from the query layer, and nothing is scaled

Two mistakes: a copied line that was not changed (get_key is never used), and the missing root of head_dim.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/delzac/cntkx/issues/10 and copy-and-paste slips in student notebooks"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x)  # (..., L, head_dim)
        k = self.get_query(x)  # (..., L, head_dim)
        scores = q @ k.transpose(-2, -1)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores + mask, dim=-1)
