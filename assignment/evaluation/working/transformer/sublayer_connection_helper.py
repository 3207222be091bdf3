"""A helper takes the sublayer as a function, as in the Annotated Transformer

The norm comes first and what is added to is the input itself, without dropout, as the lab asks.
"""

VERDICT = "right"
SOURCE = "http://nlp.seas.harvard.edu/annotated-transformer (SublayerConnection)"

def sublayer_connection(x, norm, sublayer):
    "Residual around a sublayer that sees the normed input."
    return x + sublayer(norm(x))


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = sublayer_connection(x, self.norm_1, lambda y: self.self_attention(y))
        return sublayer_connection(x, self.norm_2, lambda y: self.mlp(y))
