"""The in-place error is silenced with .data

The values of the output are right, but autograd does not see the additions: attention and MLP get no
gradient, and the caller's tensor is overwritten.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: .data to silence the in-place error"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        out = x + 0
        out.data += self.self_attention(self.norm_1(out)).data
        out.data += self.mlp(self.norm_2(out)).data
        return out
