"""Adds in place to the tensor that came in

The first sum changes the caller's tensor, and layer norm needs the old one for its gradient, so training
stops with an error.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/vllm-project/vllm/pull/24500 (review: in-place additions break training)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x += self.self_attention(self.norm_1(x))
        x += self.mlp(self.norm_2(x))
        return x
