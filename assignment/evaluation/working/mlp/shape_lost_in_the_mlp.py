"""Flattens the batch and does not restore it

A document is fine; a batch comes back as one long row of vectors.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: view(-1, dim) before a Linear, never undone"


class MLP(nn.Module):
    def forward(self, x):
        emb_dim = x.size(-1)
        x = x.reshape(-1, emb_dim)
        return self.model(x)
