"""Load tests: real sessions over Streamlit's websocket against a server held to one core."""
