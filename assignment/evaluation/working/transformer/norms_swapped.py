"""Attention gets norm_2, the MLP gets norm_1

With fresh weights both norms are the same, so this shows only with trained or drawn parameters.
"""

VERDICT = "wrong"
SOURCE = "forum questions on which LayerNorm belongs to which sublayer"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        halves = ((self.norm_2, self.self_attention), (self.norm_1, self.mlp))
        for norm, sublayer in halves:
            x = x + sublayer(norm(x))
        return x
