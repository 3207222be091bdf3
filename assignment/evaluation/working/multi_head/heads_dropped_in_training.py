"""Leaves out heads at random in training mode

Right in eval mode; in training mode a head is silenced now and then, which nobody asked for.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: DropHead and layer drop papers"

class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        outputs = [head(x) for head in self.heads]
        if self.training:
            outputs = [out * (torch.rand(()) > 0.2).float().to(x.device) for out in outputs]
        return self.to_output(torch.cat(outputs, dim=-1))
