"""Flattens all documents to one row, restores the shape at the end

reshape also copes with slices of larger tensors; unflatten puts the leading dimensions back, however many.
"""

VERDICT = "right"
SOURCE = "PyTorch forum thread 194116 about flattening in language models"


class MLP(nn.Module):
    def forward(self, x):
        rows = x.reshape(-1, x.shape[-1])
        return self.model(rows).reshape(x.shape)


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        ids = input_ids.reshape(-1)
        scores = self.lm_head(self.model(self.word_to_embedding(ids)))
        return scores.unflatten(0, input_ids.shape)
