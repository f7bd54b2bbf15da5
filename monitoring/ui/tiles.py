"""Background tiles of the operator's choice; without them no other host is asked."""

from geodata.maps import TileConfig
from monitoring.settings import tile_attribution, tile_url


def operator_tiles() -> TileConfig | None:
    """The tiles that the settings name, if any."""
    url = tile_url()
    return None if url is None else TileConfig(url, tile_attribution())
