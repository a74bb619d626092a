from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.errors import NoArticle
from dateline.evaluation.corpus import JUNK, Mix, main, page, write
from dateline.evaluation.corpus_sites import KINDS
from dateline.pages import parse_html

MIXED = Mix(diplomatic=0.3)


def truth(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "corpus.truth").read_text("utf-8").splitlines()]


def answers(path: Path) -> list[tuple[str, str, bytes]]:
    """Address, status and body of every answer in a file."""
    with path.open("rb") as file:
        return [
            (one.rec_headers.get_header("WARC-Target-URI"), one.http_headers.get_statuscode(), one.raw_stream.read())
            for one in ArchiveIterator(file)
            if one.rec_type == "response"
        ]


def test_the_same_seed_gives_the_same_bytes_and_a_file_stands_by_itself(tmp_path: Path) -> None:
    one = write(tmp_path / "one", files=2, pages=40, seed=7, mix=MIXED)
    two = write(tmp_path / "two", files=1, pages=40, seed=7, mix=MIXED)
    other = write(tmp_path / "other", files=1, pages=40, seed=8, mix=MIXED)

    assert one[0].read_bytes() == two[0].read_bytes()
    assert one[0].read_bytes() != one[1].read_bytes()
    assert one[0].read_bytes() != other[0].read_bytes()


@pytest.mark.parametrize("plain", [False, True])
def test_every_page_is_a_record_that_another_library_reads(tmp_path: Path, plain: bool) -> None:
    mix = Mix(diplomatic=0.3, junk=0.4, broken=0.0)
    (path,) = write(tmp_path, files=1, pages=120, seed=1, mix=mix, plain=plain)
    told = truth(tmp_path)
    got = answers(path)

    assert [one["url"] for one in told] == [url for url, _, _ in got]
    assert {"404", "301", "200"} == {status for _, status, _ in got}
    assert {*KINDS} <= {one["kind"] for one in told} <= {*KINDS, *JUNK}


def test_what_stands_before_a_broken_record_is_whole(tmp_path: Path) -> None:
    (path,) = write(tmp_path, files=1, pages=300, seed=1, mix=Mix(broken=0.05, junk=0.0))
    broken = next(index for index, one in enumerate(truth(tmp_path)) if one["kind"] == "broken")
    got = []
    with path.open("rb") as file:
        for one in ArchiveIterator(file):
            if one.rec_type == "response":
                got.append(one.rec_headers.get_header("WARC-Target-URI"))
            if len(got) == broken:
                break

    assert [one["url"] for one in truth(tmp_path)[:broken]] == got


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_so_many_stories_are_diplomatic_as_was_asked(share: float) -> None:
    told = [page(3, number, Mix(diplomatic=share, copies=0.0, junk=0.0)).told for number in range(400)]
    found = sum(one is not None and one.subject == "diplomacy" for one in told) / 400

    assert abs(found - share) < 0.08


def test_a_copy_tells_the_story_of_an_earlier_page_under_another_outlet() -> None:
    mix = Mix(diplomatic=1.0, copies=0.5)
    copies = [one for number in range(200) if (one := page(1, number, mix)).copy_of is not None]

    assert len(copies) > 40
    for one in copies:
        first = page(1, one.copy_of or 0, mix)
        assert one.told is not None
        assert first.told is not None
        assert first.copy_of is None
        assert first.number < one.number
        assert first.told.headline == one.told.headline
        assert first.told.paragraphs[: len(one.told.paragraphs)] == one.told.paragraphs
        assert first.url != one.url


def test_of_every_kind_of_site_the_report_is_found_and_nothing_else() -> None:
    mix = Mix(diplomatic=1.0, copies=0.0, junk=0.0, broken=0.0)
    for one in (page(2, number, mix) for number in range(60)):
        html = one.data.split(b"\r\n\r\n", 2)[2]
        article = parse_html(html.decode(), url=one.url).article
        assert one.told is not None
        assert one.told.headline == article.headline, one.kind
        assert one.told.published.date().isoformat() == (article.published or "")[:10] or one.kind == "tables", one.kind
        lines = article.text.split("\n\n")
        assert all(any(line in other for other in lines) for line in one.told.paragraphs), one.kind
        assert not any(words in article.text for words in ("Akismet", "Read more", "cookies", "in my kitchen")), (
            one.kind
        )


def test_what_is_no_article_is_none() -> None:
    mix = Mix(junk=1.0, copies=0.0, broken=0.0)
    pages = [one for number in range(150) if (one := page(1, number, mix)).kind in ("front", "script", "missing")]

    assert {"front", "script", "missing"} == {one.kind for one in pages}
    for one in pages:
        with pytest.raises(NoArticle):
            parse_html(one.data.split(b"\r\n\r\n", 2)[2].decode())


def test_shares_that_are_none_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--junk", "0.9", "--copies", "0.9"])
    assert "shares" in capsys.readouterr().err
    assert main([str(tmp_path), "--pages", "5"]) == 0
