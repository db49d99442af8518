"""What proves to Temu who is asking."""

import attrs

from shared_kernel.errors import RejectedError


def _given(_instance: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        setting = f"temu.{attribute.name}"
        raise RejectedError(f"the setting {setting} is empty", field=setting)


def _stripped(value: str) -> str:
    # Copied from a web page, these come with blanks around them.
    return value.strip()


@attrs.frozen(kw_only=True)
class TemuCredentials:
    """
    The application's key and secret and the shop's token.
    """

    app_key: str = attrs.field(converter=_stripped, validator=_given)
    app_secret: str = attrs.field(converter=_stripped, validator=_given, repr=False)
    access_token: str = attrs.field(converter=_stripped, validator=_given, repr=False)

    def redact(self, text: str) -> str:
        """
        Return *text* without the secret and the token.
        """
        return text.replace(self.app_secret, "…").replace(self.access_token, "…")
