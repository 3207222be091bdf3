"""Checks of type, shape and row sums around the usual formula, and a print

The checks hold for every valid input; L, and any leading dimensions, are read from the end of the
shape.
"""

VERDICT = "right"
SOURCE = "CS336-style hints: assert shape after every step, check finite values"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        if not isinstance(x, Tensor):
            raise TypeError(f"x must be a tensor, not {type(x).__name__}")
        assert x.dim() >= 2, f"x needs at least two dimensions: {tuple(x.shape)}"
        L = x.size(-2)
        q = self.get_query(x)
        k = self.get_key(x)
        assert q.shape == k.shape == (*x.shape[:-1], self.head_dim)
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.head_dim)
        assert scores.shape == (*x.shape[:-2], L, L)
        masked = scores + make_causal_mask(L, device=x.device).to(scores.dtype)
        weights = torch.softmax(masked, dim=-1)
        sums = weights.detach().sum(dim=-1)
        assert torch.allclose(sums, torch.ones_like(sums), atol=1e-4), "rows must sum to 1"
        print("attention weights", tuple(weights.shape))
        return weights

    def forward(self, x: Tensor) -> Tensor:
        weights = self.attention_weights(x)
        v = self.get_value(x)
        out = weights @ v
        assert out.shape[-1] == self.head_dim
        return out
