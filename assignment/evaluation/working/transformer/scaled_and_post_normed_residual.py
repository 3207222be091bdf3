"""Halves the variance after each sum, and gives the MLP the same norm as attention

The division by the root of 2 belongs to other networks, and norm_2 is not used: two mistakes.
"""

VERDICT = "wrong"
SOURCE = "residual scaling in DeepNet and 1/sqrt(2) ResNets"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        half = 2**-0.5
        for sublayer in (self.self_attention, self.mlp):
            x = (x + sublayer(self.norm_1(x))) * half
        return x
