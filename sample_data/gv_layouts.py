"""Heads of the Gemeindeverzeichnis in its editions, by the first year each is used for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """Words in the head that changed from edition to edition ({day}: the reference day)."""

    sheet: str
    key: str
    stand: str
    area: str
    area_day: str
    people: str
    people_day: str
    post: str
    density: str
    codes_row: int
    assigned: str


LAYOUTS = {
    2010: Layout(
        "Gemeindedaten",
        "Regionalschlüssel (RS)",
        "Gebietsstand am {day}",
        "Fläche km2\nam {day} (Jahr)1)",
        "",
        "Bevölkerung",
        "am {day} (Jahr) \nauf Grundlage des Zensus 2011",
        "Post-leit-zahl",
        "EU-Stadt-/Landgliederung",
        5,
        "Zuordnungsstand am {day}",
    ),
    2019: Layout(
        "Onlineprodukt_Gemeinden_{short}",
        "Amtlicher Regionalschlüssel (ARS)",
        "Gebietsstand am {day} (Jahr)",
        "Fläche km2 1)",
        "",
        "Bevölkerung2)",
        "am {day} (Jahr) ",
        "Post-leit-zahl3)",
        "Grad der Verstädterung",
        5,
        "Zuordnungsstand am {day}",
    ),
    2021: Layout(
        "Onlineprodukt_Gemeinden",
        "Amtlicher Regionalschlüssel (ARS)",
        "Gebietsstand am {day} (Jahr)",
        "Fläche km2 1)",
        "{day} (Jahr)",
        "Bevölkerung2)",
        "am {day} (Jahr)",
        "Postleit-zahl3)",
        "Grad der Verstädterung",
        5,
        "Zuordnungsstand am {day}",
    ),
    2023: Layout(
        "Onlineprodukt_Gemeinden{long}",
        "Amtlicher Regionalschlüssel (ARS)",
        "Gebietsstand am {day} (Jahr)",
        "Fläche km2 1)",
        "{day} (Jahr)",
        "Bevölkerung2)",
        "",
        "Postleit-zahl3)",
        "Grad der Verstädterung",
        4,
        "Zuordnungsstand am {day}",
    ),
}
