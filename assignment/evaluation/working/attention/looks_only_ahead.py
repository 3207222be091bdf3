"""The mask lies on the wrong side of the diagonal

Fills below the diagonal, so each token sees itself and what comes later.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/pytorch/examples/issues/649"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / self.head_dim**0.5
        below = torch.tril(torch.ones(L, L, device=x.device), diagonal=-1).bool()
        return scores.masked_fill(below, float("-inf")).softmax(-1)
