"""Normalises after the residual."""


class BareBonesTransformerLayer:
    def forward(self, x):
        x = self.norm_1(x + self.self_attention(x))
        return self.norm_2(x + self.mlp(x))
