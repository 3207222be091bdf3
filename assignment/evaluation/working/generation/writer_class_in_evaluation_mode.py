"""A class that holds the model in evaluation mode, and puts it back afterwards

The draw is that of multinomial on a batch of one; the mode makes no difference to these models.
"""

VERDICT = "right"
SOURCE = "nanoGPT sample.py (model.eval()) and Hugging Face generation utilities"


class Writer:
    def __init__(self, model, temperature, generator):
        self.model, self.temperature, self.generator = model, temperature, generator
        self.device = next(model.parameters()).device
        self.limit = getattr(model, "max_len", None)

    def __enter__(self):
        self.was_training = self.model.training
        self.model.eval()
        return self

    def __exit__(self, *error):
        self.model.train(self.was_training)

    def window(self, ids: Tensor) -> Tensor:
        return ids if self.limit is None else ids[:, -self.limit :]

    def step(self, ids: Tensor) -> Tensor:
        logits = self.model(self.window(ids).to(self.device))
        p = next_token_probabilities(logits, self.temperature).cpu()
        return torch.multinomial(p, num_samples=1, generator=self.generator)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    ids = encode_doc(prompt)[None]
    n_prompt = ids.shape[1]
    with Writer(model, temperature, generator) as writer:
        for _ in range(n_new_tokens):
            ids = torch.cat([ids, writer.step(ids)], dim=1)
    return prompt + decode(ids[0, n_prompt:])
