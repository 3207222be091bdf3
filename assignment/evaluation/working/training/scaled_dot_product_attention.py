"""The head's forward uses PyTorch's fused causal attention

is_causal and the default scale 1/sqrt(head_dim) are what the head needs; the weights alone are made with
masked_fill.
"""

VERDICT = "right"
SOURCE = "nanoGPT flash attention branch"
MODULE = "attention"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.einsum("...qd,...kd->...qk", q, k) * self.head_dim**-0.5
        seen = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).tril()
        return scores.masked_fill(~seen, float("-inf")).softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
