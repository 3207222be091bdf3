"""Softmax over all keys, then a triangle, then each row divided by its sum

Right for small scores, but where a later key has a far larger score the row is 0/0, which is NaN.
"""

VERDICT = "wrong"
SOURCE = "https://fliphtml5.com/nzipv/ooiz/Build-a-Large-Language-Model-From-Scratch-2024/94"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        attn_scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        attn_weights = torch.softmax(attn_scores / self.head_dim**0.5, dim=-1)
        masked = torch.tril(attn_weights)
        return masked / masked.sum(dim=-1, keepdim=True)
