"""the scores of the output are scaled twice

Compare `head(x)` with `head.attention_weights(x) @ head.get_value(x)`. Does `F.scaled_dot_product_attention` scale
the scores by itself? The docstring of `attention_weights`, in part 4, has one division.
"""

CAUGHT_BY = "weights and output are right for any number of documents"

import torch.nn.functional as F


class BareBonesAttentionHead:
    def forward(self, x):
        q = self.get_query(x) / math.sqrt(self.head_dim)
        return F.scaled_dot_product_attention(q, self.get_key(x), self.get_value(x), is_causal=True)
