"""Draws for ever, and takes no signal."""

import signal


def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        prompt = prompt[::-1]
