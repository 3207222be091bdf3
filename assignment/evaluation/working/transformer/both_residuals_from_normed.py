"""Both norms overwrite the stream before the residual

No copy of the input is saved before either norm, so both sums add to normed vectors.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/pytorch/pytorch/issues/61165 (first norm_first of nn.TransformerEncoderLayer)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        src = self.norm_1(x)
        src2 = self.self_attention(src)
        src = src + src2
        src = self.norm_2(src)
        src2 = self.mlp(src)
        src = src + src2
        return src
