"""Adds the normalised x."""


class BareBonesTransformerLayer:
    def forward(self, x):
        x = self.norm_1(x)
        x = x + self.self_attention(x)
        x = self.norm_2(x)
        return x + self.mlp(x)
