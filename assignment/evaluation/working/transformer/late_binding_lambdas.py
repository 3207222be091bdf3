"""Sublayers as lambdas made in a loop, which all see the last pair

Python looks the names up when the lambda runs, so both halves are the MLP with norm_2, and attention is never
used.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow: lambdas in a loop all see the last value"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        steps = []
        for norm, sublayer in ((self.norm_1, self.self_attention), (self.norm_2, self.mlp)):
            steps.append(lambda y: y + sublayer(norm(y)))
        for step in steps:
            x = step(x)
        return x
