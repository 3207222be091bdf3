"""A small module joins the heads, and a Sequential ends in the output layer

The helper has no parameters, and to_output keeps its name; the Sequential is made for the call
only.
"""

VERDICT = "right"
SOURCE = (
    "https://pub.dev/documentation/dart_torch/latest/transformer_multi_head_attention/MultiHeadAttention/forward.html"
)


class SideBySide(nn.Module):
    """Runs several modules on one input and joins what they give in the last dimension."""

    def __init__(self, branches):
        super().__init__()
        self.branches = branches

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=-1)


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        pipeline = nn.Sequential(SideBySide(self.heads), self.to_output)
        return pipeline(x)
