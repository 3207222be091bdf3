"""Stops at a line break, which ends a story in the training text

The text then has fewer than n_new_tokens characters after the prompt.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face generate with eos_token_id; makemore, which breaks at the dot"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    n_seen = len(token_ids)
    while len(token_ids) - n_seen < n_new_tokens:
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context.to(device)), temperature).cpu()
        next_id = torch.multinomial(probabilities, num_samples=1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
        if chr(next_id.item()) == "\n":
            break
    return prompt + decode(token_ids[n_seen:])
