"""RMS norm with the weights of the layer norms

The mean is not taken off and the bias is left out, as in newer models; the lab has layer norms.
"""

VERDICT = "wrong"
SOURCE = "Llama tutorials and CS336 assignment 1 (RMSNorm)"

class BareBonesTransformerLayer(nn.Module):
    def _rms(self, x, norm):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + norm.eps) * norm.weight

    def forward(self, x):
        h = x + self.self_attention(self._rms(x, self.norm_1))
        return h + self.mlp(self._rms(h, self.norm_2))
