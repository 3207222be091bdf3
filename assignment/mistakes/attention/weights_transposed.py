"""the values are mixed with the weights of other tokens, because the matrix is transposed

The first token sees itself alone: compare the first row of `head(x)` with the first row of `head.get_value(x)`.
Write the shape and the meaning of each dimension behind your last line. The TODO of part 4 says what is mixed with
what.
"""

CAUGHT_BY = "weights and output are right for any number of documents"


class BareBonesAttentionHead:
    def forward(self, x):
        return self.attention_weights(x).transpose(-2, -1) @ self.get_value(x)
