"""Scores stand as keys by queries, softmax runs down the columns, and the result is turned at the end

Everything is transposed consistently, mask included, so that after the turn rows belong to queries.
"""

VERDICT = "right"
SOURCE = "https://github.com/labmlai/annotated_deep_learning_paper_implementations/issues/282"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        k, q = self.get_key(x), self.get_query(x)
        columns = k @ q.transpose(-2, -1) / math.sqrt(self.head_dim)  # (..., key, query)
        columns = columns + make_causal_mask(x.shape[-2], device=x.device).T
        columns = torch.softmax(columns, dim=-2)  # over the keys
        return columns.transpose(-2, -1)

    def forward(self, x):
        v = self.get_value(x)
        return (v.transpose(-2, -1) @ self.attention_weights(x).transpose(-2, -1)).transpose(-2, -1)
