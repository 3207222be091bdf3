"""the boolean mask of the output says where not to look

Change the last token of x, and see whether `head(x)[0]` moves. Look up what `True` means in the `attn_mask` of
`F.scaled_dot_product_attention`. The docstring of `make_causal_mask`, in part 4, says which keys query i may look
at.
"""

CAUGHT_BY = "weights and output are right for any number of documents"

import torch.nn.functional as F


class BareBonesAttentionHead:
    def forward(self, x):
        later = make_causal_mask(x.shape[-2], device=x.device) != 0
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x), attn_mask=later)
