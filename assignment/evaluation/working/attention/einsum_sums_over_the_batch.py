"""The einsum for the scores has no ellipsis on its right side

torch then sums the scores over all leading dimensions, and every document gets the same table.
"""

VERDICT = "wrong"
SOURCE = "https://ai.stackexchange.com/questions/40400/how-does-the-scaled-dot-products-dimensions-work-out-in-mult-head-attention"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        scores = torch.einsum("...id,...jd->ij", self.get_query(x), self.get_key(x)) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(L, device=x.device), dim=-1)
        return weights.expand(*x.shape[:-2], L, L)
