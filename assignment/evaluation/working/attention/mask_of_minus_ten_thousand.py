"""Adds -10000 for later tokens, as BERT code does

Enough for common scores, but not where scores reach many thousands: there a later key can win.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/PaddlePaddle/PaddleOCR/pull/18341"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        allowed = torch.tril(torch.ones(L, L, dtype=x.dtype, device=x.device))
        extended = (1.0 - allowed) * -10000.0
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return nn.functional.softmax(scores + extended, dim=-1)
