"""Gives the layers names of their own, and writes the shapes into a buffer."""

from collections import OrderedDict

import torch


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        layers = {"widen": nn.Linear(emb_dim, n_hidden), "relu": nn.ReLU(), "narrow": nn.Linear(n_hidden, emb_dim)}
        self.model = nn.Sequential(OrderedDict(layers))
        self.register_buffer("sizes", torch.tensor([emb_dim, n_hidden]), persistent=False)
