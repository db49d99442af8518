"""The settings of a shop that knows its sandbox and nothing else."""

from collections.abc import Mapping
from pathlib import Path

from sandbox.serve import Urls

_SHOP = "TEMU_JTL_SHOPS__NORTH__"


def shop_settings(data: Path, urls: Urls, values: Mapping[str, str]) -> dict[str, str]:
    """
    Return the variables of a new shop; *values* as for ``variables``.
    """
    return {
        "TEMU_JTL_DATA": str(data),
        "TEMU_JTL_ERP__URL": urls.jtl,
        "TEMU_JTL_ERP__WAREHOUSES": "1,2",
        f"{_SHOP}TEMU__BASE_URL": urls.temu,
        f"{_SHOP}TEMU__APP_KEY": urls.app_key,
        f"{_SHOP}TEMU__APP_SECRET": urls.app_secret,
        f"{_SHOP}TEMU__ACCESS_TOKEN": urls.access_token,
        f"{_SHOP}TEMU__REGION_ID": str(urls.region_id),
        f"{_SHOP}TEMU__REQUESTS_PER_SECOND": "0",
        **variables(values),
    }


def variables(values: Mapping[str, str]) -> dict[str, str]:
    """
    Return settings as variables: ``TEMU__REGION_ID`` is the shop's, ``ERP__URL`` is not.
    """
    return {
        ("TEMU_JTL_" if name.startswith(("ERP__", "DATABASE")) else _SHOP) + name: value
        for name, value in values.items()
    }
