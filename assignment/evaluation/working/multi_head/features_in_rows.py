"""Works with features in rows and tokens in columns, and turns back at the end

Joined along the rows of features, then multiplied by the output matrix from the left.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: column-vector notation of lecture notes (W^O times the concatenated heads)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        columns = [head(x).transpose(-2, -1) for head in self.heads]  # (..., head_dim, L)
        stacked = torch.cat(columns, dim=-2)  # (..., H * head_dim, L)
        return torch.matmul(self.to_output.weight, stacked).transpose(-2, -1)
