"""A loop over the two pairs of norm and sublayer

Both halves of a pre-norm layer have the same form, so a loop of two turns is the layer.
"""

VERDICT = "right"
SOURCE = "max-llm-book, step 09 (transformer block): the pattern x = x + sublayer(layer_norm(x))"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        halves = [(self.norm_1, self.self_attention), (self.norm_2, self.mlp)]
        for norm, sublayer in halves:
            update = sublayer(norm(x))
            x = update + x
        return x
