"""Two loops over queries and keys, one dot product at a time, written out step by step

The pairs above the diagonal get VERY_SMALL_NUMBER in place of a score; everything keeps its
gradient, since lists are stacked.
"""

VERDICT = "right"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch (chapter 3, first version of attention scores, with loops)"

from .causal_mask import VERY_SMALL_NUMBER


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        # step 1: queries and keys
        queries = self.get_query(x)
        keys = self.get_key(x)
        sequence_len = x.shape[-2]
        # step 2: all the scores
        table = []
        for i in range(sequence_len):
            row = []
            for j in range(sequence_len):
                if j <= i:
                    dot = torch.sum(queries[..., i, :] * keys[..., j, :], dim=-1)
                    score = dot / math.sqrt(self.head_dim)
                else:
                    score = torch.full_like(x[..., 0, 0], VERY_SMALL_NUMBER)
                row.append(score)
            row = torch.stack(row, dim=-1)
            table.append(row)
        scores = torch.stack(table, dim=-2)
        # step 3: softmax over the keys
        weights = torch.softmax(scores, dim=-1)
        return weights

    def forward(self, x):
        weights = self.attention_weights(x)
        values = self.get_value(x)
        result = torch.matmul(weights, values)
        return result
