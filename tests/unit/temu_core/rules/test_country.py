import pytest

from temu_core.rules.country import iso_country


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("  germany ", "DE"),
        ("DE", "DE"),
        ("de", "DE"),
        ("Czechia", "CZ"),
        ("Czech  Republic", "CZ"),
        ("Great Britain", "GB"),
        ("United Kingdom", "GB"),
        ("Türkiye", "TR"),
        ("The Netherlands", "NL"),
        ("LUXEMBOURG", "LU"),
    ],
)
def test_a_country_is_known_by_its_usual_names(name: str, code: str) -> None:
    assert iso_country(name) == code


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "Deutschlandia", "ZZ"])
def test_an_unknown_country_is_never_guessed(name: str) -> None:
    assert iso_country(name) is None
