"""Mixes the keys."""


class BareBonesAttentionHead:
    def forward(self, x):
        return self.attention_weights(x) @ self.get_key(x)
