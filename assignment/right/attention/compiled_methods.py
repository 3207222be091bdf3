"""Has its methods compiled."""


class BareBonesAttentionHead:
    @torch.compile(dynamic=True)
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return (scores + make_causal_mask(x.shape[-2], device=x.device)).softmax(dim=-1)

    @torch.compile
    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
