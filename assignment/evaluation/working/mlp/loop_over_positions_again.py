"""One position at a time, stacked at the end

Each character is treated by itself anyway, so a loop over positions gives the same; the tie is made by
setattr.
"""

VERDICT = "right"
SOURCE = "Recurrent network tutorials, which go through a text token by token"

import torch


class FeedForwardLM(nn.Module):
    def __init__(self, n_vocab, emb_dim, n_hidden):
        super().__init__()
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        self.model = MLP(emb_dim, n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        setattr(self.lm_head, "weight", getattr(self.word_to_embedding, "weight"))

    def forward(self, input_ids):
        outputs = []
        for t in range(input_ids.shape[-1]):
            character = input_ids[..., t]
            outputs.append(self.lm_head(self.model(self.word_to_embedding(character))))
        return torch.stack(outputs, dim=-2)
