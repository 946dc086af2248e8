"""The floor: an empty app whose one text changes when its one slider moves."""

import streamlit as st

value = st.slider("Value", 0, 1_000, 500)
st.text(f"value {value}")
