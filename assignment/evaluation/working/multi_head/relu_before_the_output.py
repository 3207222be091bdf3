"""A ReLU between the joined heads and the output layer

A non-linearity, as in an MLP, throws all negative numbers away.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/649453932/Chinese-Text-Classification-Pytorch/issues/10"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        hidden = torch.relu(torch.cat([head(x) for head in self.heads], dim=-1))
        return self.to_output(hidden)
