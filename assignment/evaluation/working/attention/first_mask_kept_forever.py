"""The mask of the first call is kept for all later calls

A second text of another length meets a mask of the wrong size.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/220"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        if not hasattr(self, "mask"):
            self.mask = make_causal_mask(x.shape[-2], device=x.device)
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + self.mask, dim=-1)
