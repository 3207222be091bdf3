"""Adds its input to the output, and does so in place

Two mistakes: the residual belongs to the transformer layer, and += changes the caller's tensor.
"""

VERDICT = "wrong"
SOURCE = "Transformer blocks that fold the residual into the feed-forward layer, with x +="


class MLP(nn.Module):
    def forward(self, x):
        x += self.model(x.clone())
        return x
