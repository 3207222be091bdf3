"""A writer class with a method for each step, asserts and prints

Over-engineered; window, guess, draw and append are the steps that were asked for.
"""

VERDICT = "right"
SOURCE = "x-transformers AutoregressiveWrapper"

import torch


class Writer:
    def __init__(self, model, temperature, generator):
        self.model = model
        self.temperature = temperature
        self.generator = generator
        self.device = next(model.parameters()).device
        self.max_len = getattr(model, "max_len", None)

    def window(self, ids):
        return ids if self.max_len is None else ids[-self.max_len :]

    def guess(self, ids):
        logits = self.model(self.window(ids).to(self.device)).detach()
        probabilities = next_token_probabilities(logits, self.temperature)
        assert probabilities.dim() == 1
        return probabilities

    def draw(self, probabilities):
        return torch.multinomial(probabilities.to("cpu"), num_samples=1, generator=self.generator)

    def write(self, prompt, n_new_tokens):
        ids = encode_doc(prompt)
        assert len(ids) > 0, "the prompt has no token"
        new = torch.zeros(0, dtype=torch.int64)
        for _ in range(n_new_tokens):
            token = self.draw(self.guess(torch.cat([ids, new])))
            new = torch.cat([new, token])
        assert len(new) == n_new_tokens
        print(f"wrote {n_new_tokens} characters")
        return prompt + decode(new)


def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    return Writer(model, temperature, generator).write(prompt, n_new_tokens)
