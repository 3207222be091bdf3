"""All pairs of queries and keys by broadcasting, and the mixture as a sum of weighted rows

A product of (L, 1, d) and (1, L, d) summed over d is the matrix product; so is the sum over keys in
forward.
"""

VERDICT = "right"
SOURCE = "https://ai.stackexchange.com/questions/40400/how-does-the-scaled-dot-products-dimensions-work-out-in-mult-head-attention"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)[..., :, None, :]
        k = self.get_key(x)[..., None, :, :]
        scores = (q * k).sum(dim=-1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], x.device), dim=-1)

    def forward(self, x):
        w = self.attention_weights(x)[..., None]  # (..., L, L, 1)
        v = self.get_value(x)[..., None, :, :]  # (..., 1, L, head_dim)
        return (w * v).sum(dim=-2)
