"""A list, a loop, append, cat, project, in beginner style

Step by step the same as the reference.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/ng-video-lecture (class MultiHeadAttention)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        results = []
        for i in range(len(self.heads)):
            head = self.heads[i]
            result = head(x)
            results.append(result)
        combined = torch.cat(results, dim=-1)
        output = self.to_output(combined)
        return output
