"""The layer with its norms written out, and sums collected in a new name

The variance is the mean of squares without Bessel's correction, as in nn.LayerNorm; the parameters are the given ones.
"""

VERDICT = "right"
SOURCE = "Annotated Transformer, class LayerNorm (with the biased variance put right)"
MODULE = "transformer"


def written_out_norm(norm: nn.LayerNorm, x: Tensor) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = centred.square().mean(dim=-1, keepdim=True)
    return centred * torch.rsqrt(variance + norm.eps) * norm.weight + norm.bias


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        after_attention = self.self_attention(written_out_norm(self.norm_1, x)) + x
        return self.mlp(written_out_norm(self.norm_2, after_attention)) + after_attention
