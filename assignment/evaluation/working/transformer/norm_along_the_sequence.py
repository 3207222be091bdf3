"""Hand-written norm along the wrong axis

The mean over dim -2 is the mean over tokens; a document of one token becomes zero, and later tokens leak.
"""

VERDICT = "wrong"
SOURCE = "questions on batch norm and layer norm on the PyTorch forum (which axis)"

class BareBonesTransformerLayer(nn.Module):
    def standardise(self, x, norm):
        mean = x.mean(dim=-2, keepdim=True)
        variance = x.var(dim=-2, keepdim=True, unbiased=False)
        return (x - mean) / (variance + norm.eps).sqrt() * norm.weight + norm.bias

    def forward(self, x):
        x = x + self.self_attention(self.standardise(x, self.norm_1))
        return x + self.mlp(self.standardise(x, self.norm_2))
