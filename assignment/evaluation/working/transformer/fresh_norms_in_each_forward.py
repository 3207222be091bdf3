"""Makes new layer norms in each forward

Right as long as the norms are fresh; their scales and shifts never learn, and loaded ones are ignored.
"""

VERDICT = "wrong"
SOURCE = "layers made in forward (thecodeforge.io)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        norm_1 = nn.LayerNorm(x.shape[-1]).to(x.device)
        norm_2 = nn.LayerNorm(x.shape[-1]).to(x.device)
        x = x + self.self_attention(norm_1(x))
        return x + self.mlp(norm_2(x))
