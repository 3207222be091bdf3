"""Unpacks the shape into batch and length

A single document has one dimension, so the unpacking fails; so does it with three.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's b, t = idx.size()"

class FeedForwardLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        n_documents, length = input_ids.shape
        x = self.word_to_embedding(input_ids).view(n_documents * length, -1)
        x = self.lm_head(self.model(x))
        return x.view(n_documents, length, -1)
