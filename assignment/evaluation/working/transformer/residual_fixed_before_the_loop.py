"""The residual is taken once, before the loop over the halves

The second turn adds the MLP to the layer's input, and what attention wrote is dropped from the stream.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face style code folded into a loop"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        residual = x
        for norm, sublayer in zip([self.norm_1, self.norm_2], [self.self_attention, self.mlp]):
            x = residual + sublayer(norm(x))
        return x
