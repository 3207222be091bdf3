"""The transposed weights mix the values

Sums over queries instead of keys: einsum letters i and j are swapped, so each token gets from later
ones.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/labmlai/annotated_deep_learning_paper_implementations/issues/282"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        return torch.einsum("...ij,...id->...jd", self.attention_weights(x), self.get_value(x))
