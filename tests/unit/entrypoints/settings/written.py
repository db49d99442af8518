"""Settings files as a merchant might write them."""

from collections.abc import Mapping
from pathlib import Path

from entrypoints.settings.load import load_settings
from entrypoints.settings.settings import Settings

#: Never to be seen anywhere.
PASSWORD, APP_KEY, APP_SECRET, TOKEN = "pw-hidden", "key-hidden", "secret-hidden", "token-hidden"
HIDDEN = (PASSWORD, APP_KEY, APP_SECRET, TOKEN)

TOP = 'data = "store"\n'
ERP = f'[erp]\nurl = "mssql+pyodbc://jtl:{PASSWORD}@sql.example/"\n'
TEMU = (
    f'[shops.temu-de.temu]\napp_key = "{APP_KEY}"\napp_secret = "{APP_SECRET}"\n'
    f'access_token = "{TOKEN}"\n'
)
COMPLETE = TOP + ERP + TEMU


def a_file(folder: Path, text: str = COMPLETE) -> Path:
    """
    Return a settings file with *text*.
    """
    file = folder / "temu-jtl.toml"
    file.write_text(text, encoding="utf-8")
    return file


def loaded(folder: Path, text: str = COMPLETE, env: Mapping[str, str] | None = None) -> Settings:
    """
    Return the settings a file with *text* and *env* give.
    """
    return load_settings(a_file(folder, text), env or {})
