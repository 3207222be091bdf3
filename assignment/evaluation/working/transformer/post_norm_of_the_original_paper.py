"""Norm after the residual sum, as in the paper of 2017

The norms should stand before attention and MLP; here they normalise the stream itself, and the sublayers see
raw input.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/13 and d2l.ai AddNorm"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = self.norm_1(x + self.self_attention(x))
        x = self.norm_2(x + self.mlp(x))
        return x
