"""
The tutorial's way: one map, made anew at each change, with a marker, popup and tooltip a row.

Leaflet comes from this app's own `static/`; what popups need else is left out, which favours it.
"""

import os
from pathlib import Path

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

folium.Map.default_js = [("leaflet", "../../app/static/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "../../app/static/leaflet/leaflet.css")]


@st.cache_data
def incidents() -> pd.DataFrame:
    """The collection's incidents, as a tutorial reads them."""
    file = Path(os.environ["STRIKEMAP_COLLECTIONS"]) / "incidents.csv"
    return pd.read_csv(file, parse_dates=["date_start", "date_end"])


rows = incidents()
first, last = rows["date_start"].min().date(), rows["date_end"].max().date()
start, end = st.slider("Dates", first, last, (first, last))
shown = rows[rows["date_start"].dt.date.between(start, end)].dropna(subset=["latitude"])
drawn = folium.Map((51, 37), zoom_start=5, tiles=None)
for row in shown.itertuples():
    folium.Marker(
        (row.latitude, row.longitude),
        popup=f"<b>{row.title}</b><br>{row.summary}",
        tooltip=row.title,
        icon=folium.DivIcon(html="&#9679;"),
    ).add_to(drawn)
st_folium(drawn, height=430, use_container_width=True, returned_objects=[])
