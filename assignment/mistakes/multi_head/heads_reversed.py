"""the heads stand in reverse order

Number the heads: which of them do the first columns of `to_output.weight` belong to? Set all but `heads[0]`
to zero and look which numbers of the concatenation stay. Reread the TODO in part 4.
"""

CAUGHT_BY = "heads are concatenated in order, then projected"


class BareBonesSelfAttention:
    def forward(self, x):
        return self.to_output(torch.cat([head(x) for head in reversed(self.heads)], dim=-1))
