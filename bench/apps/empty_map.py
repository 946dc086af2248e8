"""
The floor of a first visit: an empty app with an empty map.

Leaflet comes from this app's own `static/`, as ours does, and nothing else is loaded, which is
harder to match than folium's defaults (nine files from four other hosts).
"""

import folium
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "../../app/static/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "../../app/static/leaflet/leaflet.css")]
st_folium(folium.Map((51, 37), zoom_start=5, tiles=None), key="map", returned_objects=[])
