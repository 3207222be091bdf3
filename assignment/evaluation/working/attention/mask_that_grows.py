"""A non-persistent buffer holds the largest mask so far and grows when a longer text comes

It is made anew for a longer text or another device, cut to size for a shorter one, and is not part
of the state dict.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/220 (cropping the mask buffer)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("_mask", make_causal_mask(16), persistent=False)

    def _mask_for(self, x):
        n = x.shape[-2]
        if self._mask.shape[0] < n or self._mask.device != x.device:
            self._mask = make_causal_mask(max(n, 2 * self._mask.shape[0]), device=x.device)
        return self._mask[:n, :n]

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-1, -2) / self.head_dim**0.5
        return nn.functional.softmax(scores + self._mask_for(x), dim=-1)
