"""Puts a ReLU after the last sum, and skips the norm before the MLP

Residual networks for images do this; here it throws away all negative numbers, and norm_2 is missing too.
"""

VERDICT = "wrong"
SOURCE = "ResNet habit: relu(out + identity)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self.norm_1(x))
        return torch.relu(x + self.mlp(x))
