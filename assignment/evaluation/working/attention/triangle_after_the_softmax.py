"""Multiplies the weights with a triangle after the softmax

Later tokens get no weight, but they took their share of the sum: rows no longer sum to 1.
"""

VERDICT = "wrong"
SOURCE = "https://stats.stackexchange.com/questions/619612/in-transformer-architecture-why-does-masked-self-attention-layer-uses-additive"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores, dim=-1)
        return weights * torch.ones(L, L, device=x.device).tril().to(weights.dtype)
