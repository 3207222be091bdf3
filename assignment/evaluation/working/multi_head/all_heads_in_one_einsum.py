"""Weights of all heads are stacked, and einsum runs every head at once

The letter h goes along through queries, keys, values and output; the output matrix is seen as
(emb_dim, h, d).
"""

VERDICT = "right"
SOURCE = "ARENA-style attention with einsum (code search: W_Q of shape n_heads, d_head, d_model)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        wq = torch.stack([h.get_query.weight for h in self.heads])  # (h, d, e)
        wk = torch.stack([h.get_key.weight for h in self.heads])
        wv = torch.stack([h.get_value.weight for h in self.heads])
        n_heads, d, _ = wq.shape
        q = torch.einsum("...le,hde->...hld", x, wq)
        k = torch.einsum("...le,hde->...hld", x, wk)
        v = torch.einsum("...le,hde->...hld", x, wv)
        scores = torch.einsum("...hid,...hjd->...hij", q, k) / math.sqrt(d)
        pattern = (scores + make_causal_mask(x.shape[-2], device=x.device)).softmax(-1)
        z = torch.einsum("...hij,...hjd->...ihd", pattern, v)
        wo = self.to_output.weight.unflatten(1, (n_heads, d))  # (e, h, d)
        return torch.einsum("...ihd,ehd->...ie", z, wo)
