"""Softmax written out, with the maximum of each masked row taken off first

After the mask the maximum belongs to an allowed key, so the sum is at least 1 and nothing
overflows.
"""

VERDICT = "right"
SOURCE = "https://github.com/shawnspitzel/cs336 (softmax with the maximum subtracted)"


def softmax_over_last(z):
    z = z - z.max(dim=-1, keepdim=True).values
    e = torch.exp(z)
    return e / e.sum(dim=-1, keepdim=True)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = (q @ k.transpose(-2, -1)) / self.head_dim**0.5
        mask = make_causal_mask(x.shape[-2], device=x.device).to(x.dtype)
        return softmax_over_last(scores + mask)
