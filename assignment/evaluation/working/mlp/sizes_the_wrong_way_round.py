"""Takes the layers' sizes as (out, in)

As in the weight matrix, the output size is put first; vectors of emb_dim do not fit.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: mat1 and mat2 shapes cannot be multiplied"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(n_hidden, emb_dim), nn.ReLU(), nn.Linear(emb_dim, n_hidden))
