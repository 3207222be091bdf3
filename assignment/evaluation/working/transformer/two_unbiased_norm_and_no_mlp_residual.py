"""Hand-written norm with the unbiased deviation, and no residual around the MLP

Two mistakes: vectors come out of the norm too small, and the stream ends at the MLP.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer LayerNorm; forgotten skip connections"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        def layer_norm(norm, y):
            centred = y - y.mean(dim=-1, keepdim=True)
            return centred / y.std(dim=-1, keepdim=True) * norm.weight + norm.bias

        x = x + self.self_attention(layer_norm(self.norm_1, x))
        return self.mlp(layer_norm(self.norm_2, x))
