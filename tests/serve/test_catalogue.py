"""Which notebooks become cards."""

from __future__ import annotations

from pathlib import Path

from served import write_notebook

from workbench.serve.catalogue import read_catalogue


def test_titles_and_summaries(tmp_path: Path) -> None:
    write_notebook(tmp_path / "lessons/02_plain-words.ipynb", "x = 1")
    write_notebook(tmp_path / "lessons/01_a.ipynb", "import this", "# One\n\n- list\n\nWords.")
    (tmp_path / "lessons/03_broken.ipynb").write_text("{")
    lessons = read_catalogue(tmp_path).lessons
    assert [lesson.title for lesson in lessons] == ["One", "Plain words", "Broken"]
    assert [lesson.summary for lesson in lessons] == ["Words.", "", ""]


def test_closed_places(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    for path in (
        "trainer/a.ipynb",
        "Trainer/b.ipynb",
        ".ipynb_checkpoints/c.ipynb",
        "d.ipynb",
    ):
        write_notebook(notebooks / path, "# T")
    write_notebook(tmp_path / "outside.ipynb", "# T")
    (notebooks / "link.ipynb").symlink_to(tmp_path / "outside.ipynb")
    (notebooks / "other.ipynb").symlink_to(notebooks / "trainer/a.ipynb")
    catalogue = read_catalogue(notebooks)
    assert [page.path for page in catalogue.others] == ["d.ipynb"]
    assert catalogue.find("d.ipynb")
    assert not catalogue.find("./d.ipynb")
    assert catalogue.practice is None
