"""The stream is added twice in the first half

The sublayer line already holds the residual, and the next line adds it again.
"""

VERDICT = "wrong"
SOURCE = "beginner code that mixes x += with x + f(x)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        attended = x + self.self_attention(self.norm_1(x))
        x = x + attended
        x = x + self.mlp(self.norm_2(x))
        return x
