"""Uses norm_1 before the MLP as well

norm_2 is never used; as soon as the two norms have different weights the output differs.
"""

VERDICT = "wrong"
SOURCE = "allenai/OLMo issue 222"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(self.norm_1(x))
        return x
