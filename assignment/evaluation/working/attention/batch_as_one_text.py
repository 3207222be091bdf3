"""All documents of a batch are strung together into one text

Tokens see the documents before their own, and the weights come in another shape.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/reczoo/FuxiCTR/issues/30"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        flat = x.reshape(-1, x.shape[-1])
        out = self.attention_weights(flat) @ self.get_value(flat)
        return out.reshape(*x.shape[:-1], self.head_dim)
