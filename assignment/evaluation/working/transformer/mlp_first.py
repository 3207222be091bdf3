"""Runs the MLP before attention, with the norms in order of use

Two mistakes: the MLP cannot use what attention found, and norm_1 belongs to attention, whichever comes first.
"""

VERDICT = "wrong"
SOURCE = "misread order in max-llm-book style summaries"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.mlp(self.norm_1(x))
        x = x + self.self_attention(self.norm_2(x))
        return x
