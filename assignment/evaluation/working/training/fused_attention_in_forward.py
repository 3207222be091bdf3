"""The head's forward uses scaled_dot_product_attention

With is_causal it computes the same weighted sum; the default scale is the root of the head's size.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: nanoGPT (scaled_dot_product_attention when there is flash)"
MODULE = "attention"

import torch.nn.functional as F

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = torch.einsum("...qd,...kd->...qk", self.get_query(x), self.get_key(x)) * self.head_dim**-0.5
        place = torch.arange(x.shape[-2], device=x.device)
        return scores.masked_fill(place[None, :] > place[:, None], float("-inf")).softmax(dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x), is_causal=True)
