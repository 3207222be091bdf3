"""Nothing is added around the MLP

The layer returns what the MLP gives, without the stream.
"""

VERDICT = "wrong"
SOURCE = "beginner code on the PyTorch forum: feed-forward without skip connection"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        x = self.self_attention(self.norm_1(x)) + x
        return self.mlp(self.norm_2(x))
