"""What a running server holds and does, without Streamlit."""
