"""A language model that sees one character: embedding, a small neural network, logits."""

from torch import Tensor, nn

EMBEDDING_STD = 0.2
"""Standard deviation of fresh embeddings. `nn.Embedding` draws with 1; since the same weights also make
the logits (see `FeedForwardLM.lm_head`), those would start enormous, and so would the loss."""


class MLP(nn.Module):
    """Two linear layers with a ReLU between them; acts on each position by itself."""

    def __init__(self, emb_dim: int, n_hidden: int):
        """emb_dim: size of each vector, in and out. n_hidden: size of the layer in the middle."""
        super().__init__()
        # TODO(mlp): set `self.model` to an `nn.Sequential` of three layers: a Linear from emb_dim to
        # n_hidden, a ReLU, and a Linear back from n_hidden to emb_dim. Both Linears have a bias.
        raise NotImplementedError("mlp: MLP.__init__ has no code yet: see its TODO in lab3/mlp.py")

    def forward(self, x: Tensor) -> Tensor:
        """(..., emb_dim) -> (..., emb_dim)"""
        return self.model(x)


class FeedForwardLM(nn.Module):
    """Guesses the next token from the current one alone."""

    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        """n_vocab: number of tokens. emb_dim: size of an embedding. n_hidden: middle of the MLP."""
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        # TODO(mlp): tie the weights. Make `self.lm_head.weight` the very same Parameter as the weight
        # of `self.word_to_embedding`: one matrix with two uses, that stays one through training.
        raise NotImplementedError("mlp: FeedForwardLM.__init__ has no code yet: see its TODO in lab3/mlp.py")

    def forward(self, input_ids: Tensor) -> Tensor:
        """int64 (..., L) -> logits (..., L, n_vocab), of the dtype and on the device of the parameters

        The same ids give the same logits in training and in evaluation. A call changes no parameter.
        """
        # TODO(mlp): look up the embedding of each token, send it through `self.model`, and turn the
        # result into one logit for each token of the vocabulary.
        raise NotImplementedError("mlp: FeedForwardLM.forward has no code yet: see its TODO in lab3/mlp.py")
