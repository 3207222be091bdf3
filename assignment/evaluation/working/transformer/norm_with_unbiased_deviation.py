"""Hand-written layer norm with the unbiased deviation

torch.std divides by n - 1 by default, and layer norm by n: small vectors come out visibly smaller.
"""

VERDICT = "wrong"
SOURCE = "http://nlp.seas.harvard.edu/annotated-transformer (its LayerNorm uses x.std and adds eps to it)"

class BareBonesTransformerLayer(nn.Module):
    def _normalise(self, norm, x):
        mean = x.mean(-1, keepdim=True)
        std = x.std(-1, keepdim=True)
        return norm.weight * (x - mean) / (std + norm.eps) + norm.bias

    def forward(self, x):
        x = x + self.self_attention(self._normalise(self.norm_1, x))
        x = x + self.mlp(self._normalise(self.norm_2, x))
        return x
