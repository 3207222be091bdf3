"""The mask begins one diagonal too late

Each token also sees its successor, which is just the one that the model has to guess.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/pytorch/examples/issues/649 (does the mask give access to the word to guess?)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        allowed = torch.tril(torch.ones(L, L, dtype=torch.bool, device=x.device), diagonal=1)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores.masked_fill(~allowed, -1e9), dim=-1)
