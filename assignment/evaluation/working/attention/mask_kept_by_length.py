"""Masks are kept in a cache by length, device and dtype

The key names all that a mask depends on, and nobody changes what is in the cache.
"""

VERDICT = "right"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/issues/279 (cost of making the mask each time)"

from functools import lru_cache


@lru_cache(maxsize=128)
def kept_mask(length, device, dtype):
    return make_causal_mask(length, device=device).to(dtype)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = torch.matmul(self.get_query(x), self.get_key(x).transpose(-2, -1))
        scores = scores.div(self.head_dim**0.5)
        return (scores + kept_mask(x.shape[-2], x.device, x.dtype)).softmax(dim=-1)
