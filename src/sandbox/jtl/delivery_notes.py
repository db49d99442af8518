"""
Writes delivery notes, their parcels and what each parcel holds.
"""

from collections.abc import Mapping
from decimal import Decimal

import attrs

from sandbox.jtl.database import Database
from sandbox.jtl.local_time import LocalTime
from sandbox.jtl.notebook import Notebook
from sandbox.jtl.setup import JtlParcel

#: The tracking text that stands for "let the carrier invent one".
INVENT = "*"
_PACKED, _SENT = 1, 2


@attrs.frozen
class DeliveryNotes:
    """
    The tables of delivery notes and parcels.
    """

    database: Database
    notebook: Notebook
    time: LocalTime

    def write(self, order_key: int, units: Mapping[int, Decimal], at: float) -> int:
        """
        Write a delivery note over units per order position and return its key.
        """
        number = f"LS-{self.time.month(at)}-{self.notebook.next_number('delivery notes')}"
        note = self.database.insert(
            "tLieferschein",
            {
                "kBestellung": order_key,
                "cLieferscheinNr": number,
                "dErstellt": self.time.text(at),
            },
        )
        for position, count in units.items():
            self.database.insert(
                "tLieferscheinPos",
                {"kLieferschein": note, "kBestellPos": position, "fAnzahl": str(count)},
            )
        self.database.run(
            """INSERT INTO tLieferscheinEckdaten (kLieferschein, nAnzahlPakete,
                nAnzahlVersendetePakete, nVersandStatus) VALUES (?, 0, 0, 0)""",
            note,
        )
        return note

    def add_parcel(
        self, note: int, parcel: JtlParcel, units: Mapping[int, Decimal], at: float, *, sent: bool
    ) -> None:
        """
        Add one parcel with units per order position; ``*`` as its number invents one.
        """
        key = self.database.insert(
            "tVersand",
            {
                "kLieferschein": note,
                "cIdentCode": parcel.tracking,
                "kVersandArt": self._method(parcel.method),
                "cLogistiker": parcel.method[:50],
                "dErstellt": self.time.text(at),
                "dVersendet": self.time.text(at) if sent else None,
                "nStatus": _SENT if sent else _PACKED,
            },
        )
        if parcel.tracking == INVENT:
            number = invented_number(key)
            self.database.run("UPDATE tVersand SET cIdentCode = ? WHERE kVersand = ?", number, key)
        for position, count in units.items():
            self.database.run(
                """INSERT INTO tVersandPos (kVersand, kLieferscheinPos, fAnzahl)
                    SELECT ?, kLieferscheinPos, CAST(? AS decimal(25,13))
                    FROM tLieferscheinPos WHERE kLieferschein = ? AND kBestellPos = ?""",
                key,
                str(count),
                note,
                position,
            )

    def bare_note(self, order_key: int) -> tuple[int, dict[int, Decimal]] | None:
        """
        Return the first delivery note without a parcel, with its units per order position.
        """
        row = self.database.one(
            """SELECT kLieferschein FROM tLieferschein l WHERE kBestellung = ? AND NOT EXISTS
                (SELECT 1 FROM tVersand v WHERE v.kLieferschein = l.kLieferschein)""",
            order_key,
        )
        if row is None:
            return None
        lines = self.database.rows(
            "SELECT kBestellPos, fAnzahl FROM tLieferscheinPos WHERE kLieferschein = ?", row[0]
        )
        return int(row[0]), {line[0]: Decimal(str(line[1])) for line in lines}

    def send_waiting(self, order_key: int, at: float) -> int:
        """
        Send the parcels that only had a label so far, and return how many they were.
        """
        return self.database.run(
            """UPDATE tVersand SET dVersendet = ?, nStatus = ? WHERE dVersendet IS NULL AND
                kLieferschein IN (SELECT kLieferschein FROM tLieferschein WHERE kBestellung = ?)""",
            self.time.text(at),
            _SENT,
            order_key,
        )

    def count_anew(self, order_key: int) -> None:
        """
        Bring the key figures of an order and its delivery notes up to date.
        """
        mine = "FROM tVersand v WHERE v.kLieferschein = tLieferscheinEckdaten.kLieferschein"
        self.database.run(
            f"""UPDATE tLieferscheinEckdaten SET nAnzahlPakete = (SELECT count(*) {mine}),
                nAnzahlVersendetePakete = (SELECT count(v.dVersendet) {mine}),
                dVersendet = (SELECT CASE WHEN count(*) = count(v.dVersendet)
                    THEN max(v.dVersendet) END {mine}),
                nVersandStatus = (SELECT CASE WHEN count(v.dVersendet) = 0 THEN 0
                    WHEN count(*) > count(v.dVersendet) THEN 1 ELSE 2 END {mine})
                WHERE kLieferschein IN
                    (SELECT kLieferschein FROM tLieferschein WHERE kBestellung = ?)""",
            order_key,
        )
        all_parcels = """FROM tVersand v JOIN tLieferschein l ON l.kLieferschein = v.kLieferschein
            WHERE l.kBestellung = tAuftragEckdaten.kAuftrag"""
        self.database.run(
            f"""UPDATE tAuftragEckdaten SET nAnzahlPakete = (SELECT count(*) {all_parcels}),
                nAnzahlVersendetePakete = (SELECT count(v.dVersendet) {all_parcels}),
                dLetzterVersand = (SELECT max(v.dVersendet) {all_parcels}) WHERE kAuftrag = ?""",
            order_key,
        )

    def _method(self, name: str) -> int:
        row = self.database.one("SELECT kVersandArt FROM tversandart WHERE cName = ?", name)
        if row is not None:
            return int(row["kVersandArt"])
        return self.database.insert("tversandart", {"cName": name})


def invented_number(key: int) -> str:
    """
    Return 20 digits like a DHL number; each key gets its own, always the same.
    """
    # The factor shares no divisor with a power of ten, so no two keys meet.
    return f"00340000{(key * 736878708137 + 434190562311) % 10**12:012d}"
