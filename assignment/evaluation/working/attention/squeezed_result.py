"""Superfluous dimensions are squeezed away

A text of one token, or a batch of one document, loses dimensions.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/yangrchen/llm-from-scratch-notes; squeeze questions on Stack Overflow"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        weights = self.attention_weights(x).unsqueeze(-1)  # (..., L, L, 1)
        values = self.get_value(x).unsqueeze(-3)  # (..., 1, L, head_dim)
        return (weights * values).sum(dim=-2, keepdim=True).squeeze()
