"""a tensor, such as the mask or the scale, is made on the CPU, wherever x is

Which lines of yours make a tensor that does not come from x? Print its `.device`, and `make_causal_mask(4).device` next
to `make_causal_mask(4, device="meta").device`. What happens on a GPU when scores from there meet a tensor from
elsewhere? A plain number has no device. Reread the TODO, and the mask's in part 4.
"""

CAUGHT_BY = "the future changes nothing, and gradients flow"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2]), dim=-1)
