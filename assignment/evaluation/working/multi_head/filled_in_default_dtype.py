"""The heads are written into a tensor of zeros of torch's default dtype

A float64 model gets float32 numbers here, and the output layer, which is float64, raises.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/398 (a helper tensor made with its own dtype)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = torch.zeros(*x.shape[:-1], self.to_output.in_features, device=x.device)
        start = 0
        for head in self.heads:
            y = head(x)
            together[..., start : start + y.shape[-1]] = y
            start += y.shape[-1]
        return self.to_output(together)
