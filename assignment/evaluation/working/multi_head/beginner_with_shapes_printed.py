"""Prints the shape of every head on the way

Printing changes nothing.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Notebook habits"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        print("input of the attention layer:", tuple(x.shape))
        list_of_outputs = []
        for number in range(len(self.heads)):
            this_head = self.heads[number]
            this_output = this_head.forward(x)
            print("head", number, "gives", tuple(this_output.shape))
            list_of_outputs += [this_output]
        side_by_side = torch.cat(list_of_outputs, dim=-1)
        print("side by side:", tuple(side_by_side.shape))
        final = self.to_output(side_by_side)
        return final
