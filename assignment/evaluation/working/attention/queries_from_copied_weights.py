"""Wraps the weights of queries and keys anew in each call

The numbers are the same, but the gradient goes to Parameters that are thrown away after the call.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: re-wrapping weights as new Parameters in forward"

import torch.nn.functional as F

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = F.linear(x, nn.Parameter(self.get_query.weight.clone()))
        k = F.linear(x, nn.Parameter(self.get_key.weight.clone()))
        scores = torch.einsum("...id,...jd->...ij", q, k) / self.head_dim**0.5
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
