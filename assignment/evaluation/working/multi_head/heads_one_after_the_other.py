"""Every head after the first sees x plus what the heads before it found, written into x itself

Two mistakes: the heads are to work side by side on the same x, and += changes the tensor of the
caller.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: x += y changes the argument in place"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outputs = []
        for n, head in enumerate(self.heads):
            y = head(x)
            d = y.shape[-1]
            outputs.append(y)
            x += y @ self.to_output.weight[:, n * d : (n + 1) * d].T
        return self.to_output(torch.cat(outputs, dim=-1))
