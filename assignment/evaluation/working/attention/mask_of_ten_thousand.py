"""A mask of its own with -10000, which large scores climb over

Fine for ordinary scores. Where scores reach tens of thousands, a later token still wins against it.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/17306"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = torch.einsum("...id,...jd->...ij", self.get_query(x), self.get_key(x)) * self.head_dim**-0.5
        places = torch.arange(x.shape[-2], device=x.device)
        later = (places.unsqueeze(-1) < places).to(x.dtype)
        return (scores - 10_000.0 * later).softmax(dim=-1)
