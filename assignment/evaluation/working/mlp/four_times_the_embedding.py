"""Hidden size is four times the embedding, whatever n_hidden

In the lab's own sizes, 32 and 128, this is the same; for other sizes it ignores the argument.
"""

VERDICT = "wrong"
SOURCE = "The Annotated Transformer and GPT: d_ff = 4 * d_model"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, 4 * emb_dim), nn.ReLU(), nn.Linear(4 * emb_dim, emb_dim))
