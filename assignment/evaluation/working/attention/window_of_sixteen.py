"""Looks back at most 16 tokens

A sliding window to save work: right for short texts, but in longer ones the far past is cut off.
"""

VERDICT = "wrong"
SOURCE = "https://docs.tenstorrent.com/tt-metal/v0.70.0/ttnn/ttnn/api/ttnn.transformer.scaled_dot_product_attention.html (sliding_window_size)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        t = torch.arange(x.shape[-2], device=x.device)
        back = t[:, None] - t[None, :]
        allowed = (back >= 0) & (back < 16)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return scores.masked_fill(~allowed, float("-inf")).softmax(dim=-1)
