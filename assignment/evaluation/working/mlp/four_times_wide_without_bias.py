"""The middle is always four times as wide, and the layers have no bias

n_hidden is not used, and bias=False is taken over from the lm_head: right only by chance of the sizes.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT (4 * n_embd, bias=config.bias) and 'Let's build GPT' FeedForward"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, 4 * emb_dim, bias=False),
            nn.ReLU(),
            nn.Linear(4 * emb_dim, emb_dim, bias=False),
        )
