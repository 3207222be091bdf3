"""Writes head_dim ** 1 / 2 for the root, which is head_dim / 2

The power binds tighter than the division. Right by accident for head_dim 4 only.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/FrancescoSaverioZuppichini/ViT/issues/1 (emb_size ** (1/2))"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        root = self.head_dim**1 / 2
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / root
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores + mask, dim=-1)
