"""Attention, then MLP, with nothing added

The lecture starts this way; the finished block has residuals, and so has the layer of this lab.
"""

VERDICT = "wrong"
SOURCE = "first steps of the lecture Let's build GPT, before it adds residuals"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        return nn.Sequential(self.norm_1, self.self_attention, self.norm_2, self.mlp)(x)
