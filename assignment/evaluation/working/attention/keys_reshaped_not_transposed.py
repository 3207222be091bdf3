"""Reshapes the keys to (head_dim, L) where they should be transposed

The shape fits, but the numbers of different tokens and features get mixed up.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hyunwoongko/transformer/issues/15"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        L = x.shape[-2]
        k_t = k.reshape(*x.shape[:-2], self.head_dim, L)
        scores = q @ k_t / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(L, device=x.device), dim=-1)
