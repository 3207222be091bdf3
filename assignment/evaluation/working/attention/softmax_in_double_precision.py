"""Scores and softmax in float64, cast back to the dtype of x

More exact than asked for, and the cast keeps dtype and gradient.
"""

VERDICT = "right"
SOURCE = "https://ml-explore.github.io/mlx/build/html/python/_autosummary/mlx.core.fast.scaled_dot_product_attention.html (softmax in higher precision)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).double()
        k = self.get_key(x).double()
        s = torch.matmul(q, k.mT).div(math.sqrt(self.head_dim))
        s = s + make_causal_mask(s.size(-1), device=s.device).double()
        return s.softmax(dim=-1).to(x.dtype)

    def forward(self, x):
        w = self.attention_weights(x)
        return torch.matmul(w, self.get_value(x))
