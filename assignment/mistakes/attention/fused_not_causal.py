"""the output is mixed without a mask, though the weights have one

Change the last token of x, and see whether `head(x)[0]` moves. Which argument of
`F.scaled_dot_product_attention` makes it causal? Part 4 of the notebook says what a token must not see.
"""

CAUGHT_BY = "weights and output are right for any number of documents"

import torch.nn.functional as F


class BareBonesAttentionHead:
    def forward(self, x):
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x))
