"""The table is keys by queries with a softmax down the columns, but the mask is not turned

All is transposed consistently but the mask, so after the turn each token sees itself and later
ones.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/170 (tril or triu)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        table = self.get_key(x) @ self.get_query(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        table = table + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(table, dim=-2).transpose(-2, -1)
