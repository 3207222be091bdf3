"""Computes the layer norm by hand from mean and biased variance

Same formula as nn.LayerNorm with its own eps, weight and bias, over the last dimension alone.
"""

VERDICT = "right"
SOURCE = "ARENA chapter 1.1 transformer from scratch, LayerNorm exercise"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        h = x + self.self_attention(self._norm(x, self.norm_1))
        return h + self.mlp(self._norm(h, self.norm_2))

    @staticmethod
    def _norm(x, layer_norm):
        mean = x.mean(dim=-1, keepdim=True)
        centred = x - mean
        variance = centred.square().mean(dim=-1, keepdim=True)
        return centred / torch.sqrt(variance + layer_norm.eps) * layer_norm.weight + layer_norm.bias
