"""LeakyReLU, and no biases

Two mistakes: a hundredth of each negative number gets through, and both Linears go without a bias.
"""

VERDICT = "wrong"
SOURCE = "GAN tutorials with LeakyReLU; Llama style layers without biases"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        up = nn.Linear(emb_dim, n_hidden, bias=False)
        down = nn.Linear(n_hidden, emb_dim, bias=False)
        self.model = nn.Sequential(up, nn.LeakyReLU(), down)
