"""Uses norm_1 in both places."""


class BareBonesTransformerLayer:
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        return x + self.mlp(self.norm_1(x))
