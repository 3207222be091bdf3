"""Skips sublayers at random in training mode

Right in eval mode; in training mode a sublayer is left out now and then, so the values are random.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: stochastic depth (LayerDrop)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        if not self.training or torch.rand(()) > 0.5:
            x = x + self.self_attention(self.norm_1(x))
        if not self.training or torch.rand(()) > 0.5:
            x = x + self.mlp(self.norm_2(x))
        return x
