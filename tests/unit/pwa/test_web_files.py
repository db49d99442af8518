"""How the web app's files are read, and what all of them must keep to."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from entrypoints.pwa.web_files import FOLDER, STYLE_SHEET, WebFiles

#: Ways to turn text into markup or code.
_FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|"
    r"setTimeout\(\s*[\"'`]|https?://(?!www\.w3\.org)"
)
_IMPORT = re.compile(r"(?:from |import\()\"(\.[^\"]+)\"")
_ENTRY = re.compile(r"^  (?:\"([^\"]+)\"|(\w+)): (.*),$", re.MULTILINE)
_USED = re.compile(r"\bt\(\"([^\"]+)\"")
_PLACE = re.compile(r"\{(\w+)\}")


def _all(*suffixes: str) -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in suffixes)


def _folder(tmp_path: Path, **changed: str) -> Path:
    files = {"index.html": "<p>{{version}}", "service-worker.js": "{{files}}", "app.js": "1"}
    for name, text in {**files, "styles/b.css": "b{}", "styles/a.css": "a{}", **changed}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    before = WebFiles.read(_folder(tmp_path)).version

    same = WebFiles.read(_folder(tmp_path)).version
    after = WebFiles.read(_folder(tmp_path, **{"styles/b.css": "b{color:red}"})).version

    assert before == same
    assert before != after


def test_the_page_names_the_version_and_the_worker_all_files_but_icons(tmp_path: Path) -> None:
    files = WebFiles.read(_folder(tmp_path, **{"icons/icon.svg": "<svg/>"}))

    assert files.by_path["index.html"].content == f"<p>{files.version}".encode()
    assert files.by_path["service-worker.js"].content == b'["app.css", "app.js"]'


def test_the_styles_are_one_sheet(tmp_path: Path) -> None:
    files = WebFiles.read(_folder(tmp_path))

    assert files.by_path[STYLE_SHEET].content == b"a{}\nb{}"
    assert "styles/a.css" not in files.by_path


def test_a_file_is_compressed_only_where_that_helps(tmp_path: Path) -> None:
    files = WebFiles.read(_folder(tmp_path, **{"long.js": "// again\n" * 100}))

    assert gzip.decompress(files.by_path["long.js"].packed) == files.by_path["long.js"].content
    assert files.by_path["app.js"].packed == b""


@pytest.mark.parametrize("path", _all(".js", ".html", ".css"), ids=lambda path: path.name)
def test_no_file_makes_markup_of_text_or_calls_another_host(path: Path) -> None:
    assert not _FORBIDDEN.findall(path.read_text(encoding="utf-8"))


def test_the_start_page_has_nothing_inline() -> None:
    text = (FOLDER / "index.html").read_text(encoding="utf-8")

    assert not re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", _all(".js", ".css"), ids=lambda path: path.name)
def test_a_file_is_no_longer_than_can_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", _all(".js"), ids=lambda path: path.name)
def test_whatever_is_imported_exists(path: Path) -> None:
    named = _IMPORT.findall(path.read_text(encoding="utf-8"))

    assert [name for name in named if not (path.parent / name).resolve().is_file()] == []


def _areas() -> list[str]:
    return sorted({path.name for path in (FOLDER / "texts").glob("*/*.js")})


def _texts(language: str, area: str) -> dict[str, str]:
    text = (FOLDER / "texts" / language / area).read_text(encoding="utf-8")
    return {quoted or plain: words for quoted, plain, words in _ENTRY.findall(text)}


@pytest.mark.parametrize("area", _areas())
def test_both_languages_say_the_same_things(area: str) -> None:
    german, english = _texts("de", area), _texts("en", area)

    assert list(german) == list(english)
    assert {key: set(_PLACE.findall(text)) for key, text in german.items()} == {
        key: set(_PLACE.findall(text)) for key, text in english.items()
    }


def _used() -> Iterator[str]:
    for path in _all(".js"):
        yield from _USED.findall(path.read_text(encoding="utf-8"))


def test_every_text_that_is_used_is_known() -> None:
    known = {key for area in _areas() for key in _texts("en", area)}

    assert set(_used()) - known == set()
