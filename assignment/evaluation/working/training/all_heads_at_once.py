"""Computes all heads in one product with stacked weights

The matrices of the heads are stacked for each call, so the parameters stay where they were and get their
gradients.
"""

VERDICT = "right"
SOURCE = "nanoGPT CausalSelfAttention: heads as a batch dimension"
MODULE = "attention"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        w_q = torch.stack([head.get_query.weight for head in self.heads])  # (H, d, emb)
        w_k = torch.stack([head.get_key.weight for head in self.heads])
        w_v = torch.stack([head.get_value.weight for head in self.heads])
        x_by_head = x.unsqueeze(-3)  # (..., 1, L, emb)
        q, k, v = (x_by_head @ w.transpose(-2, -1) for w in (w_q, w_k, w_v))  # (..., H, L, d)
        scores = q @ k.transpose(-2, -1) / w_q.shape[-2] ** 0.5
        future = torch.triu(torch.ones_like(scores, dtype=torch.bool), diagonal=1)
        weights = scores.masked_fill(future, float("-inf")).softmax(dim=-1)
        mixed = weights @ v  # (..., H, L, d)
        together = mixed.transpose(-3, -2).flatten(start_dim=-2)  # (..., L, H * d)
        return self.to_output(together)
