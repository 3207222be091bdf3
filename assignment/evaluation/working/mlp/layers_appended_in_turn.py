"""Appends the layers to an empty Sequential

append registers each layer under the next number, so the parameters have the usual names.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch forum on building Sequential step by step"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential()
        self.model.append(nn.Linear(in_features=emb_dim, out_features=n_hidden, bias=True))
        self.model.append(nn.ReLU())
        self.model.append(nn.Linear(in_features=n_hidden, out_features=emb_dim, bias=True))
