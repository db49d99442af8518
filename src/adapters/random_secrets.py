"""Secrets from the machine's source of chance."""

import secrets

import attrs

from job_core.ports.secrets import Secrets


@attrs.frozen
class RandomSecrets(Secrets):
    """
    32 random bytes in letters that URLs and headers take.
    """

    def new(self) -> str:
        return secrets.token_urlsafe(32)
