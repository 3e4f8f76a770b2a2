"""What is written is what is there: commands, settings, tests, links, decisions."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from packaging.requirements import Requirement

from portal.management.commands.write_docs import with_picture
from triage.services.outbox import Kind

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "conditions" / "sample").glob("*.md")]
)
OWN_APPS = {"conditions", "triage", "portal"}
PLANNED_PROPERTIES = {f"P{number}" for number in range(1, 23)}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def targets_of_the_makefile() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def own_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app in OWN_APPS}


def names(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_link_leads_somewhere(document: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", prose)
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    broken = [link for link in local if not _leads_somewhere(document, link)]
    assert broken == []


def _leads_somewhere(document: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path) if path else document
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_make_command_exists(document: Path) -> None:
    code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", document.read_text(encoding="utf-8"), re.DOTALL))
    said = set(re.findall(r"\bmake (?:-s )?([a-z][a-z-]*)", code))
    assert said <= targets_of_the_makefile()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_manage_command_exists(document: Path) -> None:
    said = set(re.findall(r"manage\.py ([a-z][a-z_]*)", document.read_text(encoding="utf-8")))
    assert said <= set(get_commands())


def test_every_target_that_people_use_is_in_the_readme() -> None:
    shown = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))
    readme = set(re.findall(r"\bmake (?:-s )?([a-z][a-z-]*)", read("README.md")))
    assert shown - {"help"} <= readme


def test_what_the_makefile_and_ci_run_exists() -> None:
    run = read("Makefile") + read(".ci/run") + read("scripts/smoke.sh")
    assert set(re.findall(r"manage\.py ([a-z][a-z_]*)", run)) <= set(get_commands())
    scripts = set(re.findall(r"\b((?:scripts|benchmarks)/[a-z_]+\.(?:py|sh))", run))
    assert [path for path in sorted(scripts) if not (ROOT / path).is_file()] == []


def test_the_two_commands_of_the_readme_are_those_that_ci_runs() -> None:
    assert re.search(r"^\s*make test\b", read(".ci/run"), re.MULTILINE)
    assert "make demo" in read("scripts/smoke.sh")
    first_screen = read("README.md").split("\n## ")[0] + read("README.md").split("\n## ")[1]
    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    source = read("portal/settings.py")
    found = set(re.findall(r"(?:env\.\w+|required)\(\s*\"([A-Z][A-Z0-9_]+)\"", source))
    documented = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", read("docs/settings.md"), re.MULTILINE))
    assert documented == found


def test_the_example_environment_names_only_settings() -> None:
    documented = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", read("docs/settings.md"), re.MULTILINE))
    assert set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE)) <= documented


def test_every_command_of_ours_is_documented() -> None:
    table = read("docs/architecture.md").split("## Commands")[1].split("\n## ")[0]
    said = re.findall(r"`([a-z]+(?:_[a-z]+)*)[ `]", table)
    assert own_commands() <= set(said)


def test_every_event_is_documented() -> None:
    table = read("docs/architecture.md").split("## Events")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", table, re.MULTILINE)) == {kind.value for kind in Kind}


def test_every_system_check_is_documented() -> None:
    sources = "".join(path.read_text() for app in OWN_APPS for path in (ROOT / app).glob("**/*.py"))
    ids = set(re.findall(r"id=\"((?:conditions|triage|portal)\.[EW]\d+)\"", sources))
    table = read("docs/architecture.md").split("## System checks")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([a-z]+\.[EW]\d+)` \|", table, re.MULTILINE)) == ids


def test_the_index_of_decisions_is_complete() -> None:
    records = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    index = re.findall(r"\((0[0-9a-z-]+\.md)\) \| (.+) \|$", read("docs/adr/README.md"), re.MULTILINE)
    assert [name for name, _ in index] == sorted(records)
    for name, title in index:
        assert read(f"docs/adr/{name}").startswith(f"# {int(name[:4])}. {title}\n")


def test_every_decision_has_context_decision_and_consequences_on_one_page() -> None:
    for path in (ROOT / "docs" / "adr").glob("0*.md"):
        text = path.read_text(encoding="utf-8")
        assert [part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**")] == [True] * 3
        assert len(text.split()) < 450, path.name


def named_tests(document: str) -> list[str]:
    return re.findall(r"`(tests/[\w/]+\.py::[\w:]+)`", read(document))


@pytest.mark.parametrize("document", ["docs/hazard-log.md", "docs/triage-rules.md"])
def test_every_test_that_a_document_names_exists(document: str) -> None:
    missing = [named for named in named_tests(document) if not _test_exists(named)]
    assert missing == []


def _test_exists(named: str) -> bool:
    path, *inside = named.split("::")
    if not (ROOT / path).is_file():
        return False
    source = read(path)
    return all(
        re.search(rf"^\s*(?:(?:class|def) {name}\b|{name} = )", source, re.MULTILINE) for name in inside
    )


def test_every_hazard_names_a_proof() -> None:
    rows = re.findall(r"^\| (H\d+) \|(.+)$", read("docs/hazard-log.md"), re.MULTILINE)
    assert [identity for identity, _ in rows] == [f"H{number}" for number in range(1, len(rows) + 1)]
    assert [identity for identity, row in rows if "`tests/" not in row] == []


def test_every_property_of_the_engine_is_written_down_with_its_test() -> None:
    rows = dict(re.findall(r"^\| (P\d+) \|(.+)$", read("docs/triage-rules.md"), re.MULTILINE))
    assert set(rows) == PLANNED_PROPERTIES
    assert [name for name, row in rows.items() if "`tests/" not in row] == []


def test_every_shipped_package_has_its_licence_written_down() -> None:
    written = {
        name.lower() for name in re.findall(r"^\| ([\w.-]+) \|", read("docs/licences.md"), re.MULTILINE)
    }
    assert {normal(name) for name in shipped_packages()} <= {normal(name) for name in written}


def shipped_packages() -> set[str]:
    """The distributions of requirements.txt, and what they need here."""
    wanted = re.findall(r"^([\w.-]+)(?:\[([\w,]+)\])?==", read("requirements.txt"), re.MULTILINE)
    queue = [(normal(name), frozenset(extras.split(",")) - {""}) for name, extras in wanted]
    found: set[str] = set()
    done: set[tuple[str, frozenset[str]]] = set()
    while queue:
        name, extras = queue.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        found.add(name)
        queue += _needs(name, extras)
    return found


def _needs(name: str, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    needs = []
    for text in importlib.metadata.requires(name) or []:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            needs.append((normal(requirement.name), frozenset(requirement.extras)))
    return needs


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").rglob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 300_000] == []


def test_every_picture_of_the_editors_guide_is_made_by_a_test_and_shown() -> None:
    there = {path.stem for path in (ROOT / "docs" / "images" / "editors").glob("*.png")}
    tests = "".join(path.read_text() for path in (ROOT / "tests" / "browser").glob("*.py"))
    made = set(re.findall(r'\bpicture\(\s*\w+,\s*"([a-z-]+)"', tests))
    shown = set(re.findall(r"images/editors/([a-z-]+)\.png", read("docs/editors.md")))
    assert there
    assert there == shown == made


def test_the_licence_is_the_one_that_is_said() -> None:
    assert "Apache License" in read("LICENSE")[:400]
    assert 'license = "Apache-2.0"' in read("pyproject.toml")
    assert '"license": "Apache-2.0"' in read("package.json")


def test_no_document_names_a_file_that_git_ignores() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "docs", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    for name in tracked:
        if name.endswith(".md"):
            assert not re.search(r"(?<![\w.])/(?:tmp|work|root|home)/", read(name)), name


def test_make_docs_puts_the_table_of_today_into_the_picture() -> None:
    old = "before\n```mermaid\nstateDiagram-v2\n    old\n```\nafter\n"
    assert "old" not in with_picture(old)
    assert with_picture(read("docs/workflow.md")) == read("docs/workflow.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_file_that_is_named_exists(document: Path) -> None:
    text = re.sub(r"```yaml.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    said = set(re.findall(r"(?<![\w/.])((?:[a-z_]+/)+[\w.-]+\.(?:py|md|html|json|yaml|sh|png))\b", text))
    near = {document.parent, ROOT}
    assert [path for path in sorted(said) if not any((folder / path).exists() for folder in near)] == []
