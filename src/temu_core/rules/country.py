"""Which country an English name means."""

from collections.abc import Mapping
from types import MappingProxyType

# ISO 3166-1 alpha-2, then the names in use, official ones included.
_TABLE = """
AD Andorra
AE United Arab Emirates|UAE
AF Afghanistan
AG Antigua and Barbuda
AI Anguilla
AL Albania
AM Armenia
AO Angola
AR Argentina
AT Austria|Republic of Austria
AU Australia
AW Aruba
AX Aland Islands|Åland Islands
AZ Azerbaijan
BA Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnia
BB Barbados
BD Bangladesh
BE Belgium|Kingdom of Belgium
BG Bulgaria|Republic of Bulgaria
BH Bahrain
BJ Benin
BM Bermuda
BN Brunei|Brunei Darussalam
BO Bolivia
BR Brazil
BS Bahamas|The Bahamas
BW Botswana
BY Belarus
BZ Belize
CA Canada
CH Switzerland|Swiss Confederation
CI Ivory Coast|Cote d'Ivoire|Côte d'Ivoire
CL Chile
CM Cameroon
CN China|People's Republic of China|Mainland China
CO Colombia
CR Costa Rica
CU Cuba
CY Cyprus|Republic of Cyprus
CZ Czechia|Czech Republic|The Czech Republic
DE Germany|Federal Republic of Germany
DK Denmark|Kingdom of Denmark
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia|Republic of Estonia
EG Egypt
ES Spain|Kingdom of Spain
ET Ethiopia
FI Finland|Republic of Finland
FO Faroe Islands
FR France|French Republic
GB United Kingdom|Great Britain|UK|U.K.|Britain|England|Scotland|Wales|Northern Ireland\
|United Kingdom of Great Britain and Northern Ireland
GE Georgia
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GP Guadeloupe
GR Greece|Hellenic Republic
GT Guatemala
HK Hong Kong|Hong Kong SAR|Hong Kong SAR China
HN Honduras
HR Croatia|Republic of Croatia
HU Hungary
ID Indonesia
IE Ireland|Republic of Ireland
IL Israel
IM Isle of Man
IN India
IQ Iraq
IR Iran
IS Iceland
IT Italy|Italian Republic
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia
KR South Korea|Korea|Republic of Korea|Korea, Republic of
KW Kuwait
KZ Kazakhstan
LB Lebanon
LI Liechtenstein|Principality of Liechtenstein
LK Sri Lanka
LT Lithuania|Republic of Lithuania
LU Luxembourg|Luxemburg|Grand Duchy of Luxembourg
LV Latvia|Republic of Latvia
MA Morocco
MC Monaco|Principality of Monaco
MD Moldova|Republic of Moldova|Moldova, Republic of
ME Montenegro
MK North Macedonia|Macedonia|Republic of North Macedonia
MN Mongolia
MO Macao|Macau
MQ Martinique
MT Malta|Republic of Malta
MU Mauritius
MV Maldives
MX Mexico
MY Malaysia
NA Namibia
NG Nigeria
NL Netherlands|The Netherlands|Holland|Kingdom of the Netherlands
NO Norway|Kingdom of Norway
NP Nepal
NZ New Zealand
OM Oman
PA Panama
PE Peru
PH Philippines|The Philippines
PK Pakistan
PL Poland|Republic of Poland
PR Puerto Rico
PT Portugal|Portuguese Republic
PY Paraguay
QA Qatar
RE Reunion|Réunion
RO Romania
RS Serbia|Republic of Serbia
RU Russia|Russian Federation
SA Saudi Arabia|Kingdom of Saudi Arabia
SE Sweden|Kingdom of Sweden
SG Singapore
SI Slovenia|Republic of Slovenia
SK Slovakia|Slovak Republic
SM San Marino
SN Senegal
SV El Salvador
TH Thailand
TN Tunisia
TR Turkey|Türkiye|Turkiye|Republic of Turkey
TT Trinidad and Tobago
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
US United States|United States of America|USA|U.S.A.|The United States
UY Uruguay
UZ Uzbekistan
VA Vatican City|Holy See|Vatican
VE Venezuela
VN Vietnam|Viet Nam
XK Kosovo
ZA South Africa
"""


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names() -> Mapping[str, str]:
    names = {}
    for row in _TABLE.split("\n"):
        code, _, variants = row.partition(" ")
        for name in (code, *variants.split("|")):
            names[_plain(name)] = code
    names.pop("", None)
    return MappingProxyType(names)


_CODES = _names()


def iso_country(name: str) -> str | None:
    """
    Return the ISO 3166-1 alpha-2 code of a country named in English or by its code.

    Case and extra blanks do not count; a name we do not know is never guessed.
    """
    return _CODES.get(_plain(name))
