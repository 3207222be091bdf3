"""Drops attention weights in training mode

Right in eval mode; in training mode the rows do not sum to 1.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT (attn_dropout)"

import torch.nn.functional as F

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return F.dropout(weights, p=0.1, training=self.training)
