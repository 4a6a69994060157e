"""What the pages share: the only part of namegen that knows Streamlit."""
