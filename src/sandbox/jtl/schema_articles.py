"""
Tables and views of articles, stock and the small look-ups, as JTL-Wawi 1.10 names them.
"""

TABLES = (
    "CREATE TABLE tversion (cVersion nvarchar(20) NOT NULL)",
    "CREATE TABLE tfirma (kFirma INTEGER PRIMARY KEY, cName nvarchar(255))",
    "CREATE TABLE tBenutzer (kBenutzer INTEGER PRIMARY KEY, cName nvarchar(255))",
    """CREATE TABLE tversandart (
        kVersandArt INTEGER PRIMARY KEY AUTOINCREMENT, cName nvarchar(255) COLLATE NOCASE,
        cAktiv char(1) NOT NULL DEFAULT 'Y', cTrackingUrlTemplate nvarchar(255))""",
    """CREATE TABLE tZahlungsart (
        kZahlungsart INTEGER PRIMARY KEY AUTOINCREMENT, cName nvarchar(255) COLLATE NOCASE)""",
    """CREATE TABLE tWarenLager (
        kWarenlager INTEGER PRIMARY KEY AUTOINCREMENT, cName nvarchar(255) COLLATE NOCASE,
        cKuerzel nvarchar(10), cLagerTyp nvarchar(50), kFirma int,
        nFulfillment int NOT NULL DEFAULT 0, nAuslieferungsPrio int NOT NULL DEFAULT 0,
        nAktiv tinyint NOT NULL DEFAULT 1, cLand nvarchar(255))""",
    """CREATE TABLE tArtikel (
        kArtikel INTEGER PRIMARY KEY AUTOINCREMENT, cArtNr nvarchar(100) NOT NULL COLLATE NOCASE,
        cName nvarchar(255), nPuffer int NOT NULL DEFAULT 0, cAktiv char(1) NOT NULL DEFAULT 'N',
        nDelete tinyint NOT NULL DEFAULT 0, cLagerAktiv char(1) NOT NULL DEFAULT 'Y',
        cLagerArtikel char(1) NOT NULL DEFAULT 'Y', cLagerVariation char(1) NOT NULL DEFAULT 'N',
        cTeilbar char(1) NOT NULL DEFAULT 'N', cLagerKleinerNull char(1) NOT NULL DEFAULT 'N',
        nIstVater tinyint NOT NULL DEFAULT 0, kVaterArtikel int NOT NULL DEFAULT 0,
        kStueckliste int NOT NULL DEFAULT 0, cBarcode nvarchar(255), dMod datetime2(2),
        CONSTRAINT UQ_dbo_tArtikel_cArtNr UNIQUE (cArtNr))""",
    """CREATE TABLE tStueckliste (
        kStueckliste int NOT NULL, kArtikel int NOT NULL, fAnzahl decimal(25,13) NOT NULL,
        kVaterArtikel int NOT NULL, nSort int NOT NULL DEFAULT 0,
        PRIMARY KEY (kStueckliste, kArtikel))""",
    "CREATE INDEX IX_tStueckliste_kArtikel ON tStueckliste (kArtikel)",
    "CREATE INDEX IX_tStueckliste_kVaterArtikel ON tStueckliste (kVaterArtikel)",
    """CREATE TABLE tlagerbestand (
        kArtikel INTEGER PRIMARY KEY, fLagerbestand decimal(25,13) NOT NULL,
        fLagerbestandEigen decimal(25,13) NOT NULL, fVerfuegbar decimal(25,13) NOT NULL,
        fVerfuegbarGesperrt decimal(25,13) NOT NULL DEFAULT 0,
        fInAuftraegen decimal(25,13) NOT NULL, fZulauf decimal(25,13) NOT NULL DEFAULT 0,
        fAufEinkaufsliste decimal(25,13) NOT NULL DEFAULT 0,
        fAuslieferungGesperrt decimal(25,13) NOT NULL DEFAULT 0, dLieferdatum datetime,
        nLagerAktiv tinyint NOT NULL, nArtikelTyp tinyint NOT NULL DEFAULT 0,
        nTeilbar tinyint NOT NULL DEFAULT 0, nLagerKleinerNull tinyint NOT NULL DEFAULT 0)""",
    """CREATE TABLE tlagerbestandProLagerLagerartikel (
        kArtikel int NOT NULL, kWarenlager int NOT NULL,
        fBestand decimal(25,13) NOT NULL CHECK (fBestand >= 0),
        fVerfuegbarGesperrt decimal(25,13) NOT NULL DEFAULT 0,
        fAuslieferungGesperrt decimal(25,13) NOT NULL DEFAULT 0,
        PRIMARY KEY (kArtikel, kWarenlager)) WITHOUT ROWID""",
    """CREATE INDEX IX_tlagerbestandProLager_kWarenlager
        ON tlagerbestandProLagerLagerartikel (kWarenlager)""",
)

VIEWS = (
    # Physical stock: reserved units are not subtracted.  Sets hold as many as their scarcest
    # component allows, floored unless divisible; unmanaged and oversold components do not count.
    """CREATE VIEW vLagerbestandProLager AS
        SELECT kArtikel, kWarenlager, fBestand FROM tlagerbestandProLagerLagerartikel
        UNION ALL
        SELECT p.kArtikel, w.kWarenlager,
            min(CASE p.cTeilbar WHEN 'Y' THEN coalesce(b.fBestand, 0) * 1.0 / s.fAnzahl
                ELSE CAST(coalesce(b.fBestand, 0) * 1.0 / s.fAnzahl AS INTEGER) END)
        FROM tStueckliste s
        JOIN tArtikel p ON p.kArtikel = s.kVaterArtikel
        JOIN tArtikel c ON c.kArtikel = s.kArtikel
            AND c.cLagerAktiv = 'Y' AND c.cLagerKleinerNull = 'N'
        CROSS JOIN tWarenLager w
        LEFT JOIN tlagerbestandProLagerLagerartikel b
            ON b.kArtikel = s.kArtikel AND b.kWarenlager = w.kWarenlager
        GROUP BY p.kArtikel, w.kWarenlager""",
)
