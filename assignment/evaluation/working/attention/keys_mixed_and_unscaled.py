"""The scores are not scaled, and forward mixes the keys instead of the values

Two mistakes: weights too sharp, and get_value never used.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Kyubyong/transformer/issues/60"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        query, key = self.get_query(x), self.get_key(x)
        energy = torch.einsum("...qd,...kd->...qk", query, key)
        return (energy + make_causal_mask(x.shape[-2], device=x.device)).softmax(dim=-1)

    def forward(self, x):
        weights, key = self.attention_weights(x), self.get_key(x)
        return torch.einsum("...qk,...kd->...qd", weights, key)
