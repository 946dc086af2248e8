"""VIINA's columns and classes, and the rules by which they are read."""

from __future__ import annotations

from strikemap.importers.forms.data_set_headers import KNOWN
from strikemap.importers.forms.definition import Licence
from strikemap.languages import marked

COLUMNS = (
    "event_id_1pd",
    "date",
    "n_reports",
    "sources",
    "asciiname",
    "adm1_name",
    "longitude",
    "latitude",
    "geo_precision",
)

KINDS: dict[str, tuple[str, str, str, str]] = {
    "t_uav_b": ("drones", "Explosions/Remote violence", "Air/drone strike", "drone"),
    "t_airstrike_b": ("an air strike", "Explosions/Remote violence", "Air/drone strike", "unknown"),
    "t_artillery_b": (
        "shelling by artillery, mortars or rockets",
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
        "shelling_unspecified",
    ),
    "t_ied_b": (
        "an explosive device or mine",
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
        "explosive",
    ),
    "t_armor_b": ("tanks", "Battles", "Armed clash", "unknown"),
    "t_firefight_b": ("an exchange of gunfire", "Battles", "Armed clash", "small_arms"),
    "t_raid_b": ("a raid", "Battles", "Armed clash", "unknown"),
    "t_aad_b": ("air defence", "Strategic developments", "Disrupted weapons use", "unknown"),
    "t_property_b": ("destroyed property", "unknown", "unknown", "unknown"),
    "t_hospital_b": ("a hospital or aid convoy attacked", "unknown", "unknown", "unknown"),
}
"""Classes that say that something was struck or fought over, the first that is set giving the
event's kind (VIINA codebook, "Event classification").  Destroyed property and hospitals say
what was struck, not how."""

OTHER_KINDS = {
    "t_mil_b": "military operations",
    "t_airalert_b": "an air alert",
    "t_arrest_b": "an arrest",
    "t_control_b": "territorial control",
    "t_occupy_b": "an occupation",
    "t_retreat_b": "a retreat",
    "t_cyber_b": "a cyber operation",
    "t_milcas_b": "military casualties",
    "t_civcas_b": "civilian casualties",
    "t_loc_b": "a named place",
    "t_san_b": "sanctions",
}
"""Classes that make no strike by themselves; those about the war stand in the statement."""

SAID = ("t_milcas_b", "t_civcas_b", "t_arrest_b", "t_control_b", "t_occupy_b", "t_retreat_b")

GEO = {"STREET": "1", "ADM3": "1", "ADM2": "2", "ADM1": "3"}
"""`GEO_PRECISION` to the model's: a street or populated place, a district, an oblast."""

NO_STRIKE = marked("classed by VIINA as no strike or fighting")

LICENCE = Licence(
    "ODbL-1.0",
    "Open Data Commons Open Database License 1.0",
    "https://opendatacommons.org/licenses/odbl/1-0/",
    marked(
        "Attribute VIINA (Zhukov and Ayers); a data set made from this must carry the same licence."
    ),
)

CHOICES = (
    marked(
        "VIINA counts reports, not people: killed and injured are unknown throughout, never zero,"
        " also where its classes mention casualties."
    ),
    marked(
        "Its classes are a machine's, from the text of reports; each event says so. A row of no "
        "class of strike or fighting is left out."
    ),
    marked("Its date is the report's: the span is that day and the six before it."),
    marked(
        "The claimant is VIINA as the classifier. The model has no type for a data set; "
        "independent media is the closest, and the side is other. Its origin is empty: it counts "
        "as a summary."
    ),
    marked(
        "VIINA covers Ukraine. What it places in Ukraine is kept for Crimea, Sevastopol and the "
        "regions that the import was told to treat as occupied; its day of control is not used."
    ),
)

BECAME = {
    **KNOWN["viina"].became,
    **dict.fromkeys(KINDS, marked("event_type, sub_event_type, weapon and the statement")),
    **dict.fromkeys(SAID, marked("the claim's statement")),
}
"""What each column becomes, the classes too."""
