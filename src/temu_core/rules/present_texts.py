"""The texts of an order that a person may correct, as they stand now."""

from collections.abc import Mapping

from temu_core.record import OrderRecord
from temu_core.rules.position_texts import line_name, name_path
from temu_core.rules.postal_address import address_fields
from temu_core.rules.texts import LIMITS

_ADDRESS = "address."
#: A country is given by its name or by two letters; the ERP gets the letters.
_LONGEST_COUNTRY = 60


def present_texts(record: OrderRecord) -> Mapping[str, str]:
    """
    Return each text by its field path, as corrected; address parts only once there is one.
    """
    texts: dict[str, str] = {}
    if record.address is not None:
        parts = address_fields(record.address, record.corrections)
        texts.update({f"{_ADDRESS}{part}": text for part, text in parts.items()})
    for line in record.listed.lines:
        texts[name_path(line)] = line_name(line, record.corrections)
    return texts


def is_personal(path: str) -> bool:
    """
    Tell whether the text at *path* is a buyer's.
    """
    return path.startswith(_ADDRESS)


def room_for(path: str, item_name_limit: int) -> int:
    """
    Return how many characters the text at *path* may have.
    """
    if not is_personal(path):
        return min(item_name_limit, LIMITS["item_name"])
    return LIMITS.get(path.removeprefix(_ADDRESS), _LONGEST_COUNTRY)
