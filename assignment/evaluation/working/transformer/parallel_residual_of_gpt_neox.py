"""Attention and MLP both read the input, in parallel

The MLP should read the stream to which attention has already added.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/18695 (use_parallel_residual)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        return x + self.self_attention(self.norm_1(x)) + self.mlp(self.norm_2(x))
