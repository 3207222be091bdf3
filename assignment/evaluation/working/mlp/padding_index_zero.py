"""Declares id 0 to be padding in the embedding layer

padding_idx keeps row 0 from getting the gradient of its look-ups: the model cannot learn from that character.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.huggingface.co/t/bert-embeddings-for-padding-token-not-0/14594"


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab: int, emb_dim: int, n_hidden: int):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim, padding_idx=0)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight
