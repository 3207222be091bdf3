"""functools.reduce puts one head after the other with torch.concat

Heads are joined from the first to the last along the last axis.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: functional style seen in fast.ai forum posts"

from functools import reduce


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = reduce(lambda a, b: torch.concat((a, b), axis=-1), map(lambda head: head(x), self.heads))
        return self.to_output(joined)
