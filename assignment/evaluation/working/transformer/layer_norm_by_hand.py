"""Layer norm written out with mean and biased variance

PyTorch divides by the root of the biased variance plus eps; this does the same with the weights of the given
norms.
"""

VERDICT = "right"
SOURCE = "Umar Jamil / labml style hand-written LayerNorm, with the variance that PyTorch uses"

def norm_by_hand(x, norm):
    mean = x.mean(dim=-1, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    standard = (x - mean) / torch.sqrt(var + norm.eps)
    return standard * norm.weight + norm.bias


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        a = self.self_attention(norm_by_hand(x, self.norm_1))
        b = x + a
        m = self.mlp(norm_by_hand(b, self.norm_2))
        return b + m
