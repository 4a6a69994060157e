"""The app's entry gives every page, whatever host runs it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


def test_a_host_that_knows_only_scripts_gets_the_pages() -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert page.title or page.markdown
