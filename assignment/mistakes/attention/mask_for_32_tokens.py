"""the mask is made for 32 tokens, and cut to the length of the text

Call your head with a text of 40 tokens. The models of the lab see 32 of them, but does the docstring of a
head limit the length? Which number should the mask of part 4 be made for?
"""

CAUGHT_BY = "every call stands by itself, in training and in evaluation"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        length = x.shape[-2]
        mask = make_causal_mask(32, device=x.device)[:length, :length]
        return torch.softmax(scores + mask, dim=-1)
