"""Multiplies the scores with a triangle before the softmax

A score of 0 is not a weight of 0: later tokens still get exp(0).
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/issues/279"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(torch.tril(scores), dim=-1)
