"""Masked before the softmax and once more after it, with a cautious renormalisation

After the first mask the second multiplies zeros by zero, and each row is divided by a sum of 1.
"""

VERDICT = "right"
SOURCE = "https://fliphtml5.com/nzipv/ooiz/Build-a-Large-Language-Model-From-Scratch-2024/94"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(L, device=x.device), dim=-1)
        weights = torch.tril(weights)
        return weights / weights.sum(dim=-1, keepdim=True)

    def forward(self, x):
        weights = self.attention_weights(x)
        self.last_weights = weights.detach()  # for plots
        return weights @ self.get_value(x)
