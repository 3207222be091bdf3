"""x itself is mixed, and not the values

Print the shapes of `x` and of `head(x)` for `BareBonesAttentionHead(8, 4)`: how many numbers should each
token get? Set `get_value.weight` to zero and see what is left. Part 4 of the notebook says what a token hands
over.
"""

CAUGHT_BY = "the output is (..., L, head_dim)"


class BareBonesAttentionHead:
    def forward(self, x):
        return self.attention_weights(x) @ x
