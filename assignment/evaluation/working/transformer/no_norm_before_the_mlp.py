"""The MLP reads the stream without norm_2

norm_2 is never used, so the MLP sees vectors of any size.
"""

VERDICT = "wrong"
SOURCE = "SHI-Labs style merge accidents, ViT ports"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(x)
        return x
