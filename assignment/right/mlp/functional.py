"""Layers made one by one, logits by the embedding's own matrix."""


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        layers = [nn.Linear(emb_dim, n_hidden), nn.ReLU(inplace=True)]
        layers.append(nn.Linear(n_hidden, emb_dim))
        self.model = nn.Sequential(*layers)


class FeedForwardLM:
    def forward(self, input_ids):
        x = self.model(self.word_to_embedding(input_ids))
        return nn.functional.linear(x, self.word_to_embedding.weight)
