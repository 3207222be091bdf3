"""An empty tensor of the dtype and device of x is filled slice by slice

Assignment into slices is tracked by autograd, and new_empty takes dtype and device from x.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch forum: filling a preallocated tensor in a loop"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        width = self.to_output.in_features
        d = width // len(self.heads)
        together = x.new_empty(*x.shape[:-1], width)
        for n, head in enumerate(self.heads):
            together[..., n * d : (n + 1) * d] = head(x)
        return self.to_output(together)
