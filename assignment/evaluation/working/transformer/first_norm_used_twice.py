"""Both halves use norm_1

A copied line keeps the first norm; as long as both norms have their fresh weights the outputs agree, after
training they do not.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/allenai/OLMo/issues/222"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = x + self.self_attention(self.norm_1(x))
        x = x + self.mlp(self.norm_1(x))
        return x
