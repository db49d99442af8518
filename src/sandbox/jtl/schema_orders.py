"""
Tables and views of orders, customers, delivery notes and parcels, as JTL-Wawi 1.10 names them.
"""

TABLES = (
    """CREATE TABLE tXMLBestellImport (
        kXMLBestellImport INTEGER PRIMARY KEY AUTOINCREMENT,
        cText nvarchar NULL, nPlattform tinyint NULL, nRechnung tinyint NULL)""",
    """CREATE TABLE tkunde (
        kKunde INTEGER PRIMARY KEY AUTOINCREMENT,
        cKundenNr nvarchar(30) COLLATE NOCASE, cHerkunft nvarchar(255), cUSTID nvarchar(50),
        cWWW nvarchar(255), fRabatt decimal(25,13), dErstellt datetime)""",
    "CREATE INDEX IX_tkunde_cKundenNr ON tkunde (cKundenNr)",
    """CREATE TABLE tAdresse (
        kAdresse INTEGER PRIMARY KEY AUTOINCREMENT, kKunde int NOT NULL,
        cFirma nvarchar(128), cAnrede nvarchar(30), cTitel nvarchar(64), cVorname nvarchar(255),
        cName nvarchar(255) COLLATE NOCASE, cStrasse nvarchar(255), cAdressZusatz nvarchar(255),
        cPLZ nvarchar(24), cOrt nvarchar(255), cBundesland nvarchar(255), cLand nvarchar(255),
        cISO nvarchar(5), cTel nvarchar(30), cMobil nvarchar(30), cFax nvarchar(30),
        cMail nvarchar(255) COLLATE NOCASE, nStandard tinyint NOT NULL, nTyp tinyint NOT NULL)""",
    "CREATE INDEX IX_tAdresse_kKunde ON tAdresse (kKunde)",
    "CREATE INDEX IX_tAdresse_cMail ON tAdresse (cMail)",
    """CREATE TABLE tAuftrag (
        kAuftrag INTEGER PRIMARY KEY AUTOINCREMENT, kBenutzer int, kKunde int, kFirma int,
        cAuftragsNr nvarchar(50) NOT NULL COLLATE NOCASE, nType tinyint NOT NULL,
        dErstellt datetime NOT NULL, cExterneAuftragsnummer nvarchar(50) NULL COLLATE NOCASE,
        cKundenNr nvarchar(30) COLLATE NOCASE, kPlattform int, kShop int, kSprache int,
        cWaehrung char(3), kVersandArt int, kZahlungsart int, kWarenlager int,
        nStorno bit NOT NULL DEFAULT 0, nKomplettAusgeliefert int NOT NULL DEFAULT 0,
        nAuftragStatus tinyint NOT NULL DEFAULT 0, nPending bit NOT NULL DEFAULT 0,
        UNIQUE (cAuftragsNr, nType))""",
    # Not unique, as in the real database: a second import makes a second order.
    """CREATE INDEX IX_Verkauf_tAuftrag_cExterneAuftragsnummer
        ON tAuftrag (cExterneAuftragsnummer)""",
    """CREATE TABLE tAuftragPosition (
        kAuftragPosition INTEGER PRIMARY KEY AUTOINCREMENT, kAuftrag int NOT NULL,
        kArtikel int NULL, cArtNr nvarchar(100) COLLATE NOCASE, cName nvarchar(255),
        fAnzahl decimal(25,13) NOT NULL, fVkNetto decimal(25,13) NOT NULL,
        fMwSt decimal(25,13) NOT NULL, fRabatt decimal(25,13) NOT NULL, fEkNetto decimal(25,13),
        nType tinyint NOT NULL, cHinweis nvarchar(2000), kAuftragStueckliste int NULL)""",
    "CREATE INDEX IX_tAuftragPosition_kAuftrag ON tAuftragPosition (kAuftrag)",
    """CREATE TABLE tAuftragAdresse (
        kAuftrag int NOT NULL, nTyp tinyint NOT NULL, kKunde int,
        cFirma nvarchar(128), cAnrede nvarchar(30), cTitel nvarchar(64), cVorname nvarchar(255),
        cName nvarchar(255), cStrasse nvarchar(255), cAdressZusatz nvarchar(255),
        cPLZ nvarchar(24), cOrt nvarchar(255), cBundesland nvarchar(255), cLand nvarchar(255),
        cISO nvarchar(5), cTel nvarchar(30), cMobil nvarchar(30), cFax nvarchar(30),
        cMail nvarchar(255), PRIMARY KEY (kAuftrag, nTyp))""",
    """CREATE TABLE tAuftragEckdaten (
        kAuftrag INTEGER PRIMARY KEY, dBezahlt datetime, dLetzterVersand datetime,
        fWertNetto decimal(28,14), fWertBrutto decimal(28,14), fOffenerWert decimal(28,14),
        nAnzahlPakete int NOT NULL DEFAULT 0, nAnzahlVersendetePakete int NOT NULL DEFAULT 0,
        nRechnungStatus int NOT NULL DEFAULT 0, nZahlungStatus int NOT NULL DEFAULT 0)""",
    """CREATE TABLE tAuftragStorno (
        kAuftrag INTEGER PRIMARY KEY, kBenutzer int, kAuftragStornogrund int,
        dStorniert datetime NOT NULL, cKommentar nvarchar(100))""",
    """CREATE TABLE tLieferschein (
        kLieferschein INTEGER PRIMARY KEY AUTOINCREMENT, kBestellung int NOT NULL,
        cLieferscheinNr nvarchar(50) NOT NULL COLLATE NOCASE, dErstellt datetime NOT NULL,
        dGedruckt datetime, dMailVersand datetime, nFulfillment int NOT NULL DEFAULT 0,
        kLieferantenBestellung int NOT NULL DEFAULT 0)""",
    "CREATE INDEX IX_tLieferschein_kBestellung ON tLieferschein (kBestellung)",
    """CREATE TABLE tLieferscheinPos (
        kLieferscheinPos INTEGER PRIMARY KEY AUTOINCREMENT, kLieferschein int NOT NULL,
        kBestellPos int NOT NULL, fAnzahl decimal(25,13) NOT NULL)""",
    "CREATE INDEX IX_tLieferscheinPos_kLieferschein ON tLieferscheinPos (kLieferschein)",
    "CREATE INDEX IX_tLieferscheinPos_kBestellPos ON tLieferscheinPos (kBestellPos)",
    """CREATE TABLE tLieferscheinEckdaten (
        kLieferschein INTEGER PRIMARY KEY, dVersendet datetime,
        nAnzahlPakete int NOT NULL, nAnzahlVersendetePakete int NOT NULL,
        nVersandStatus int NOT NULL, kVersandArt int, nRechnungStatus int NOT NULL DEFAULT 0)""",
    """CREATE TABLE tVersand (
        kVersand INTEGER PRIMARY KEY AUTOINCREMENT, kLieferschein int NOT NULL,
        cIdentCode nvarchar(255) COLLATE NOCASE, cShipmentId nvarchar(50), cReference nvarchar(255),
        cShipmentOrderId nvarchar(50), kVersandArt int, kLogistik int, cLogistiker nvarchar(50),
        dErstellt datetime NOT NULL, dVersendet datetime NULL, nStatus tinyint NOT NULL DEFAULT 0,
        fGewicht decimal(25,13), cEnclosedReturnIdentCode nvarchar(255), kReturnVersandart int)""",
    "CREATE INDEX IX_tVersand_kLieferschein ON tVersand (kLieferschein)",
    "CREATE INDEX IX_tVersand_cIdentCode ON tVersand (cIdentCode)",
    "CREATE INDEX IX_tVersand_dVersendet ON tVersand (dVersendet)",
    """CREATE TABLE tVersandPos (
        kVersand int NOT NULL, kLieferscheinPos int NOT NULL, fAnzahl decimal(25,13) NOT NULL,
        PRIMARY KEY (kVersand, kLieferscheinPos))""",
)

VIEWS = (
    """CREATE VIEW lvKunde AS
        SELECT k.kKunde, k.cKundenNr, a.cMail AS cEMail, a.cFirma, a.cAnrede, a.cTitel,
            a.cVorname, a.cName, a.cStrasse, a.cPLZ, a.cOrt, a.cLand, a.cISO, a.cTel, a.cMobil,
            k.dErstellt
        FROM tkunde k LEFT JOIN tAdresse a
            ON a.kKunde = k.kKunde AND a.nStandard = 1 AND a.nTyp = 1""",
    # Driven by tLieferscheinEckdaten: without a row there a delivery note does not show.
    """CREATE VIEW lvLieferschein AS
        SELECT l.kLieferschein, l.cLieferscheinNr, l.dErstellt, e.dVersendet, e.nAnzahlPakete,
            e.nAnzahlVersendetePakete, e.nVersandStatus AS nShippingStatus,
            o.cExterneAuftragsnummer AS cBestellungInetBestellNr, o.cAuftragsNr AS cBestellNr,
            o.nAuftragStatus AS cBestellungStatus, o.kKunde, o.cKundenNr AS cKundeNr,
            o.kPlattform AS nPlattform, o.kFirma, e.kVersandArt AS kVersandart,
            0 AS nIstDropshipping, l.nFulfillment AS nIstFulfillment, e.nRechnungStatus,
            '' AS cAnmerkung
        FROM tLieferscheinEckdaten e
        JOIN tLieferschein l ON l.kLieferschein = e.kLieferschein
        JOIN tAuftrag o ON o.kAuftrag = l.kBestellung""",
    """CREATE VIEW lvLieferscheinpaket AS
        SELECT v.kLieferschein, v.kVersand AS kInternePaketnummer, v.cIdentCode AS cTrackingId,
            v.cShipmentId AS cSendungsreferenz, v.dErstellt AS dVerpackt, v.dVersendet,
            coalesce(m.cName, '') AS cVersandartName, v.fGewicht, v.nStatus,
            '' AS cFulfillmentCenter, NULL AS dVoraussichtlichesLieferdatum, '' AS cHinweis,
            v.cEnclosedReturnIdentCode
        FROM tVersand v LEFT JOIN tversandart m ON m.kVersandArt = v.kVersandArt""",
)
