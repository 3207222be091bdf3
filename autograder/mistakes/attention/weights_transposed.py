"""Mixes with the transposed weights."""


class BareBonesAttentionHead:
    def forward(self, x):
        return self.attention_weights(x).transpose(-2, -1) @ self.get_value(x)
