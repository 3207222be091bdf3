"""Layer norm as RMS norm of the centred vector

The mean square of a centred vector is its biased variance, so this is layer norm.
"""

VERDICT = "right"
SOURCE = "posts that explain RMSNorm as a layer norm without the mean"

class BareBonesTransformerLayer(nn.Module):
    @staticmethod
    def normed(norm, x):
        centred = x - x.mean(-1, keepdim=True)
        inverse_rms = torch.rsqrt(centred.square().mean(-1, keepdim=True) + norm.eps)
        return torch.addcmul(norm.bias, centred * inverse_rms, norm.weight)

    def forward(self, x):
        x = x + self.self_attention(self.normed(self.norm_1, x))
        x = x + self.mlp(self.normed(self.norm_2, x))
        return x
