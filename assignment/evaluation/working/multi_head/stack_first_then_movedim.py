"""Stacked in front, moved to the last but one place, and reshaped

The dimension of heads is moved behind the tokens before the reshape, so no token gets another one's
numbers.
"""

VERDICT = "right"
SOURCE = "https://github.com/jsbaan/transformer-from-scratch/pull/6"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = torch.stack(tuple(head(x) for head in self.heads))  # (H, ..., L, d)
        out = out.movedim(0, -2).contiguous()  # (..., L, H, d)
        return self.to_output(out.view(*x.shape[:-1], -1))
