"""Query and key matrices are multiplied first, so that scores are a bilinear form in x

x Wq^T Wk x^T has the same value in another order (the QK circuit); the output is OV style, x mixed
first.
"""

VERDICT = "right"
SOURCE = "https://github.com/rsnemmen/toy-transformer (QK-OV notebook, after Elhage 2021)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        qk = self.get_query.weight.t() @ self.get_key.weight  # (emb_dim, emb_dim)
        scores = (x @ qk) @ x.transpose(-2, -1)
        scores = scores / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        mixed = self.attention_weights(x) @ x  # (..., L, emb_dim)
        return self.get_value(mixed)
