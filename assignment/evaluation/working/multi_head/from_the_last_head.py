"""Goes through the heads from last to first, and puts each in front of what there is

Walking backwards and inserting in front gives the order of the heads again.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow: building a tensor by prepending"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = None
        for head in reversed(self.heads):
            y = head(x)
            together = y if together is None else torch.cat((y, together), dim=-1)
        return self.to_output(together)
