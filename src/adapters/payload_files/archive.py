"""Writing a run's raw answers to JSON files."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import attrs

from adapters.payload_files.private_file import Opener, open_private, replace_file
from shared_kernel.errors import UnavailableError
from temu_core.order import ShopId
from temu_core.payload import Call, RawAnswer
from temu_core.ports.payload_archive import PayloadArchive
from temu_core.ports.raw_answers import RawAnswers

FOLDER = "api_responses"

FILE_NAMES: Mapping[Call, str] = MappingProxyType(
    {
        Call.ORDERS: "api_response_orders.json",
        Call.ADDRESS: "api_response_shipping_all.json",
        Call.AMOUNTS: "api_response_amount_all.json",
        Call.FILE_ROWS: "order_export_rows.json",
        Call.OFFERS_ACTIVE: "temu_sku_status2.json",
        Call.OFFERS_INACTIVE: "temu_sku_status3.json",
    }
)

_BY_ORDER = frozenset({Call.ADDRESS, Call.AMOUNTS, Call.FILE_ROWS})


@attrs.frozen(kw_only=True)
class JsonPayloadArchive(PayloadArchive):
    """
    One file per call under ``<directory>/<shop>/api_responses``, for its owner only.

    Lists are ``{"pages": […]}`` with every page's answer as it came; answers about
    single orders are one object by order number, the last answer winning.  Bodies
    are read one at a time.
    """

    directory: Path
    raw_answers: RawAnswers
    open_file: Opener = open_private

    def write(self, shop: ShopId, run_id: str, calls: Sequence[Call]) -> Sequence[str]:
        """
        Write the files anew, also when there was no answer: an old one would mislead.
        """
        folder = self.directory / _folder_name(shop) / FOLDER
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return [self._write(folder, shop, run_id, call) for call in calls]
        except OSError as e:
            raise UnavailableError(
                f"{e.filename or folder}: {e.strerror or e}", field=str(folder)
            ) from e

    def _write(self, folder: Path, shop: ShopId, run_id: str, call: Call) -> str:
        path = folder / FILE_NAMES[call]
        entries = (
            self._by_order(shop, run_id, call)
            if call in _BY_ORDER
            else self._pages(shop, run_id, call)
        )
        # In a JSON text what cannot be encoded may be written as an escape.
        parts = (entry.encode("utf-8", "backslashreplace") for entry in entries)
        replace_file(path, parts, self.open_file)
        return str(path)

    def _pages(self, shop: ShopId, run_id: str, call: Call) -> Iterator[str]:
        yield '{"pages":['
        for number, answer in enumerate(self.raw_answers.of_run(shop, run_id, call)):
            yield ",\n" if number else "\n"
            yield _as_json(answer)
        yield "\n]}\n"

    def _by_order(self, shop: ShopId, run_id: str, call: Call) -> Iterator[str]:
        answers = self.raw_answers.of_run(shop, run_id, call)
        last = {answer.key: number for number, answer in enumerate(answers)}
        comma = "\n"
        yield "{"
        for number, answer in enumerate(self.raw_answers.of_run(shop, run_id, call)):
            if last.get(answer.key) == number:
                yield f"{comma}{json.dumps(answer.key)}:"
                yield _as_json(answer)
                comma = ",\n"
        yield "\n}\n"


def _as_json(answer: RawAnswer) -> str:
    """
    Return the body unchanged, or as a text when it is no JSON (a gateway's error page).
    """
    try:
        json.loads(answer.body)
    except ValueError:
        return json.dumps(answer.body)
    return answer.body


def _folder_name(shop: ShopId) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", shop):
        raise ValueError(f"{shop!r} cannot be the name of a folder")
    return shop
