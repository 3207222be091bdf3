"""Residuals without any norm

Two norms are missing; the sums are right.
"""

VERDICT = "wrong"
SOURCE = "ng-video-lecture commits before LayerNorm was added"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(x)
        x = x + self.mlp(x)
        return x
