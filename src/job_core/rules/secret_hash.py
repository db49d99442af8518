"""What is stored in the place of a secret."""

import hashlib


def secret_hash(secret: str) -> str:
    """
    Return the SHA-256 of a secret, hex.

    Our secrets are long and random, so a slow hash with salt would add nothing.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
