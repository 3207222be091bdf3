"""Softmax by hand without the maximum, and divided by the sums of the columns

Two mistakes: overflow for large scores, and sums over queries.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/labmlai/annotated_deep_learning_paper_implementations/issues/146"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        e = torch.exp(scores).tril()
        return e / e.sum(dim=-2, keepdim=True)
