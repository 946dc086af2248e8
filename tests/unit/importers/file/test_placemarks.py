"""Placemarks of KML as rows: their cells, their point, and why a file or a placemark has none."""

from __future__ import annotations

import pytest

from strikemap.importers.file import kml
from strikemap.importers.file.described_fields import described
from strikemap.importers.file.table import Rows
from strikemap.importers.file.tables import opened
from strikemap.importers.problem import ImportProblem

HEAD, END = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>', "</Document></kml>"
POINT = "<Point><coordinates>36.6,50.6</coordinates></Point>"
AT = {"longitude": "36.6", "latitude": "50.6"}


def table(body: str) -> Rows:
    found = opened((HEAD + body + END).encode(), None, file_name="f").table
    assert isinstance(found, Rows)
    return found


def one(within: str) -> tuple[dict[str, str], str]:
    """The cells of a placemark, and why it can't be read."""
    made = table(f"<Placemark>{within}</Placemark>")
    assert made.numbers == [1] and {"latitude", "longitude"} <= set(made.names)
    return made.cells[0], made.reasons[0]


def refusal(body: str) -> str:
    with pytest.raises(ImportProblem) as refused:
        table(body)
    return str(refused.value)


def data(*of: tuple[str, str], kind: str = "Data") -> str:
    return "".join(
        f'<{kind} name="{name}">{text}</{kind}>'
        if kind == "SimpleData"
        else f'<{kind} name="{name}"><value>{text}</value></{kind}>'
        for name, text in of
    )


@pytest.mark.parametrize(
    ("within", "cells"),
    [
        ("<name> A </name><address>B</address>", {"title": "A", "address": "B"}),
        ("<TimeSpan><begin>2024-03-01</begin><end>2024-03-02</end></TimeSpan>",
         {"date": "2024-03-01", "date_end": "2024-03-02"}),
        ("<when> </when><when> 2024-03-01 </when><when>2024-03-02</when>", {"date": "2024-03-01"}),
        ("<end/><end>2024-03-01</end><end>2024-03-02</end>", {"date_end": "2024-03-01"}),
        ("<name>2024-03-01 x</name>", {"title": "2024-03-01 x", "date": "2024-03-01"}),
        ("<name>2024-03-01 x</name><when>2024-03-05</when>",
         {"title": "2024-03-01 x", "date": "2024-03-05"}),
        ("<name>2024-03-01 x</name>" + data(("Event date", "2024-03-05")),
         {"title": "2024-03-01 x", "event date": "2024-03-05"}),
        (data(("name", "n"), ("description", "d"), ("address", "a"), ("title", "t")),
         {"data.name": "n", "data.description": "d", "data.address": "a", "title": "t"}),
        (data(("Killed", " 1 "), ("killed", "2"), ("killed", "1"), ("KILLED", "3")),
         {"killed": "1", "killed (2)": "2", "killed (3)": "3"}),
        (data(("Region  of\nit", "x"), kind="SimpleData"), {"region of it": "x"}),
        (data(("", "x")), {}), ("<Data><value>x</value></Data>", {}),
        ('<Data name="killed"/>', {"killed": ""}),
        ('<Data name="f1"><displayName>Injured</displayName><value>4</value></Data>',
         {"injured": "4"}),
        ('<Data name="killed"><displayName>Injured</displayName><value>4</value></Data>',
         {"killed": "4"}),
        ('<Data name="f1"><displayName>Whatever</displayName><value>4</value></Data>', {"f1": "4"}),
        ("<description>Killed: 3&lt;br&gt;a  &lt;i&gt;b&lt;/i&gt;&lt;/p&gt;c</description>",
         {"killed": "3", "description": "Killed: 3 a b c"}),
        (data(("killed", "5")) + "<description>Killed: 3</description>",
         {"killed": "5", "description": "Killed: 3"}),
        ("<description/><name/>", {}),
        ("<Style><name>x</name></Style>", {}),
    ],
    ids=range(20),
)  # fmt: skip
def test_the_cells_of_a_placemark(within: str, cells: dict[str, str]) -> None:
    """Its own name and description, its days, its data, and what its description has in fields."""
    assert one(within + POINT) == (cells | AT, "")


def coordinates(text: str) -> str:
    return f"<Point><coordinates>{text}</coordinates></Point>"


ODD = "geometry: coordinates are degrees east, degrees north, not "
NOT_ONE = "geometry: one Point is needed, not "


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (POINT, ""), (coordinates(" 36.6 , 50.6 , 120\n"), ""), (coordinates("36.6,50.6 9,9"), ""),
        (coordinates("36.6"), f"{ODD}'36.6'"),
        (coordinates("36.6,50.6,1,2"), f"{ODD}'36.6,50.6,1,2'"),
        (coordinates(""), f"{ODD}''"), (coordinates("x" * 50), f"{ODD}'{'x' * 40}'"),
        (POINT * 2, f"{NOT_ONE}Point (2 points)"),
        (f"<MultiGeometry>{POINT}{POINT}{POINT}</MultiGeometry>", f"{NOT_ONE}Point (3 points)"),
        (f"<MultiGeometry>{POINT}</MultiGeometry>", ""),
        (f"{POINT}<Polygon/><LineString/>", f"{NOT_ONE}LineString, Point, Polygon (1 points)"),
        ("<Polygon><LinearRing/></Polygon><Polygon/>",
         "geometry: a Point is needed, not LinearRing, Polygon"),
        ("<Track/>", "geometry: a Point is needed, not Track"),
        ("<Model/>", "geometry: a Point is needed, not Model"),
        ("<MultiTrack/>", "geometry: a Point is needed, not MultiTrack"),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_placemark_has_one_point(geometry: str, why: str) -> None:
    """Also within another geometry; its height and further pairs are passed over."""
    assert one(f"<name>A</name>{geometry}") == ({"title": "A"} | (AT if not why else {}), why)


def test_a_placemark_without_a_geometry_has_the_degrees_of_its_data() -> None:
    """Where it has both; the columns of degrees stand in any case."""
    assert one(data(("lat", "50.6"), ("lon", "36.6"))) == (AT, "")
    assert one(data(("lat", "50.6"))) == ({"lat": "50.6"}, "")
    assert one(data(("lat", "1"), ("lon", "2")) + "<Polygon/>")[0] == {"lat": "1", "lon": "2"}
    assert one("<Point/>") == ({}, "")


def test_placemarks_are_numbered_and_their_columns_joined() -> None:
    """In whatever folders they stand."""
    made = table(
        f"<Folder><Placemark>{POINT}</Placemark><Folder><Placemark><name>B</name></Placemark>"
        f"</Folder></Folder><Placemark>{data(('n', '1'))}<Polygon/></Placemark>"
    )
    assert (made.names, made.numbers) == (("longitude", "latitude", "title", "n"), [1, 2, 3])
    assert made.cells == [AT, {"title": "B"}, {"n": "1"}]
    assert made.reasons == ["", "", "geometry: a Point is needed, not Polygon"]


def test_so_many_bytes_of_kml_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not one more."""
    body = f"<Placemark>{POINT}</Placemark>"
    size = len(HEAD + body + END)
    monkeypatch.setattr(kml, "MAX_BYTES", size)
    assert len(table(body).cells) == 1
    monkeypatch.setattr(kml, "MAX_BYTES", size - 1)
    assert refusal(body) == f"f: {size} bytes of KML; at most {size - 1}"


def test_elements_stand_so_deep_at_the_most() -> None:
    """Two hundred in each other, the document and its root among them."""
    deepest = "<Folder>" * 196 + "<Placemark><name>A</name></Placemark>" + "</Folder>" * 196
    assert table(deepest).cells == [{"title": "A"}]
    told = "f: XML nested too deeply"
    assert refusal(f"<Folder>{deepest}</Folder>") == told


def test_so_many_elements_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A placemark that was read is one, whatever stood in it; so is a folder of many once full."""
    monkeypatch.setattr(kml, "MAX_ELEMENTS", 20)
    # kml, Document, Placemark, name and 16 others.
    full = f"<Placemark><name>A</name>{'<a/>' * 16}</Placemark>"
    assert len(table(full).cells) == 1
    assert "fits into memory" in refusal(full.replace("<name>", "<b/><name>"))
    # Of each placemark before it one element is left.
    assert len(table("<Placemark><name>A</name></Placemark>" * 17).cells) == 17
    assert "fits into memory" in refusal("<Placemark><name>A</name></Placemark>" * 18)
    assert "fits into memory" in refusal(f"<a><b/>{'<a/>' * 17}</a>{full}")


def test_lists_of_more_than_a_thousand_are_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents and folders alone: of anything else all is held."""
    monkeypatch.setattr(kml, "MAX_ELEMENTS", 1_400)
    many = "<Placemark><name>A</name></Placemark>" * 3_000
    assert len(table(many).cells) == len(table(f"<Folder>{many}</Folder>").cells) == 3_000
    assert "fits into memory" in refusal(f"<Style>{many}</Style>")
    assert "fits into memory" in refusal(f"{many}<Placemark>{'<a/>' * 1_400}</Placemark>")
    monkeypatch.setattr(kml, "MAX_ELEMENTS", 1_002)  # a thousand are held before
    assert "fits into memory" in refusal(many)


def test_a_placemark_has_so_many_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one name as well."""
    monkeypatch.setattr(kml, "MAX_COLUMNS", 3)
    values = [("n", str(at)) for at in range(4)]
    assert one(data(*values[:3]) + POINT)[0] == {"n": "0", "n (2)": "1", "n (3)": "2"} | AT
    assert refusal(f"<Placemark>{data(*values)}</Placemark>") == (
        "more than 3 columns or properties"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<Folder/>", "f: KML without a Placemark; a NetworkLink is not followed"),
        ("<Placemark>", "f: the XML can't be read: mismatched tag"),
        ("<Placemark><name>&nothing;</name></Placemark>", "f: "),
    ],
)
def test_kml_that_can_t_be_read_says_why(body: str, told: str) -> None:
    """So that whoever has it knows what to mend."""
    assert refusal(body).startswith(told)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("<tr><td>Killed</td> <td>3</td></tr>", {"killed": "3"}),
        ("<TH a='b'>Date</TH>\n<TD c>2024-03-01</TD>", {"date": "2024-03-01"}),
        ("<td>Place</td><td>A</td>", {}), ("<td>Killed</td>x<td>3</td>", {}),
        ("Killed: 3", {"killed": "3"}),
        ("x<br/>Killed : 3<BR>Injured:4", {"killed": "3", "injured": "4"}),
        ("<p>killed: 3</p><div>injured: 4</div>", {"killed": "3", "injured": "4"}),
        ("<b>Killed</b>: 3", {"killed": "3"}), ("<b>Killed:</b> 3", {"killed": "3"}),
        ("<b> Killed </b>: 3\nKilled: 5", {"killed": "3"}),
        ("killed:", {}), ("killed: ", {}), (": 3", {}), ("killed 3", {}),
        ("killed: <i>3</i>", {}), ("<i>killed</i>: 3", {}),
        (f"killed: {'3' * 80}", {"killed": "3" * 80}), (f"killed: {'3' * 81}", {}),
        ("end date: 2024-03-02", {"end date": "2024-03-02"}),
        ("Killed&nbsp;: 3&amp;4", {"killed": "3&4"}),
        ("a: b: c", {}), ("date: 12:30", {"date": "12:30"}),
    ],
    ids=range(22),
)  # fmt: skip
def test_what_a_description_has_in_fields(text: str, fields: dict[str, str]) -> None:
    """Days and tolls alone, in rows of two cells or in lines, each under the first of its name."""
    assert described(text) == fields
