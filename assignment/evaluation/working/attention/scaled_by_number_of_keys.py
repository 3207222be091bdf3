"""Scaled by the square root of the number of tokens

shape[-1] is read after the product, where it is the number of keys: the scale changes with the
length of the text.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/openai/gpt-2/issues/49"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        w = torch.matmul(self.get_query(x), self.get_key(x).transpose(-1, -2))
        w = w / math.sqrt(w.shape[-1])
        w = w + make_causal_mask(w.shape[-1], device=w.device)
        return w.softmax(dim=-1)
