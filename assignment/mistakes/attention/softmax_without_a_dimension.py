"""the softmax has to guess its dimension

Print `head.attention_weights(torch.randn(2, 5, 8)).sum(dim=-1)`, and read the warning. Which dimension does
`F.softmax` take where you name none? In part 4 of the notebook, rows look and columns are looked at.
"""

CAUGHT_BY = "weights and output are right for any number of documents"

import warnings

import torch.nn.functional as F


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return F.softmax(scores + make_causal_mask(x.shape[-2], device=x.device))
