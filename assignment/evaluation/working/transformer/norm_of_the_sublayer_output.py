"""The norm is applied to what the sublayer gives, then added

Attention and MLP get the raw stream, and what they write is normalised; it should be the other way round.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/110 (a reader's corrected version)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.norm_1(self.self_attention(x))
        x = x + self.norm_2(self.mlp(x))
        return x
