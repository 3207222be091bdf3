"""The second sum adds to the layer's input again

residual is not set anew, so what attention wrote reaches the output only through the MLP.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face style code where residual is set once"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        residual = x
        x = self.norm_1(x)
        x = self.self_attention(x)
        x = residual + x
        x = self.norm_2(x)
        x = self.mlp(x)
        x = residual + x
        return x
