"""Softmax by hand without taking off the maximum

exp overflows for scores above 88, and inf/inf is NaN.
"""

VERDICT = "wrong"
SOURCE = 'code search: "Softmax & Numerical Stability" notes (exp(1000) is inf)'


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        e = torch.exp(scores + make_causal_mask(x.shape[-2], device=x.device))
        return e / e.sum(dim=-1, keepdim=True)
