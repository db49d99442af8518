"""
The buyers of the scenario ``small``; all of them are invented.
"""

import attrs

from sandbox.scenario.orders import Address

ERIKA = Address(
    first_name="Erika",
    last_name="Muster",
    line1="Musterweg 3",
    post_code="10115",
    city="Berlin",
    state="Berlin",
)
UMLAUT = Address(
    first_name="Jürgen",
    last_name="Öztürk-Größe",
    line1="Gänseblümchenstraße 7 ½",
    line2="c/o Bäckerei Süß & Söhne",
    post_code="80331",
    city="München",
    state="Bayern",
    mail="kunde-2@example.invalid",
)
POLISH = Address(
    first_name="Łucja",
    last_name="Żółćińska",
    line1="ul. Źródłana 12/4",
    post_code="00-001",
    city="Łódź",
    state="Łódzkie",
    country="Poland",
    mobile="+48 00 0000000 0003",
    mail="kunde-3@example.invalid",
)
AUSTRIAN = Address(
    first_name="Max",
    last_name="Beispiel",
    line1="Erfundene Gasse 5/2/14",
    post_code="1010",
    city="Wien",
    state="Wien",
    country="Austria",
    mail="kunde-4@example.invalid",
)
FRENCH = Address(
    first_name="Élodie",
    last_name="Exemple-L’Œuvre",
    line1="3 rue de l’Exemple",
    line3="Bâtiment C",
    post_code="75001",
    city="Paris",
    state="Île-de-France",
    country="France",
    mail="kunde-5@example.invalid",
)
SWISS = Address(
    first_name="Reto",
    last_name="Vorlage",
    line1="Beispielgasse 1",
    post_code="8001",
    city="Zürich",
    state="Zürich",
    country="Switzerland",
    mail="kunde-6@example.invalid",
)
ATLANTEAN = Address(
    first_name="Nemo",
    last_name="Niemand",
    line1="Versunkene Allee 1",
    post_code="00000",
    city="Atlantis",
    country="Atlantis",
    mail="kunde-7@example.invalid",
)
MOVED = attrs.evolve(ERIKA, line1="Neue Musterallee 44", post_code="20095", city="Hamburg")


def neighbour(number: int) -> Address:
    """
    Return one of the many buyers nothing special is known of.
    """
    return Address(
        first_name="Erika" if number % 2 else "Otto",
        last_name=f"Muster-{number}",
        line1=f"Musterweg {number}",
        post_code=f"{10000 + 137 * number:05d}",
        city="Musterstadt",
        mail=f"kunde-{number}@example.invalid",
    )
