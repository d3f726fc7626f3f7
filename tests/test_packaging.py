"""Whichever way poise is installed, all of it is there. The slow tests look into what `make package` built."""

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WHERE = {"src/poise": "poise", "rules": "poise/rules", "prompts": "poise/prompts"}
ENVIRONMENT = dict(os.environ)  # as it is before tests take proxies and settings out of it: pip needs them
LIST = (
    "import importlib, importlib.resources, pkgutil, poise, sys\n"
    "left_out = ('poise.__main__', *sys.argv[1:])\n"
    "found = [m.name for m in pkgutil.walk_packages(poise.__path__, 'poise.') if not m.name.startswith(left_out)]\n"
    "for name in [*found, 'poise.rules', 'poise.prompts']: importlib.import_module(name)\n"
    "folder = importlib.resources.files('poise.rules')\n"
    "rules = [f'{a.name}/{b.name}' for a in folder.iterdir() if a.is_dir() for b in a.iterdir()]\n"
    "prompts = [f.name for f in importlib.resources.files('poise.prompts').iterdir()]\n"
    "print(poise.__file__, *sorted({*found, *rules, *prompts}), sep='\\n')\n"
)


def files_in(folder):
    """Every file of ours below a folder of the repository, as its path below that folder."""
    paths = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path for path in paths if not any(part.startswith((".", "__pycache__")) for part in path.parts)}


def shipped():
    """Every file that belongs into an installation, as its path there."""
    return {f"{target}/{path.as_posix()}" for source, target in WHERE.items() for path in files_in(source)}


def built(pattern):
    """The one file of this kind in dist/."""
    found = list((ROOT / "dist").glob(pattern))
    assert len(found) == 1, "run `make package`, which builds what is tested here"
    return found[0]


def execute(*command, cwd, **more):
    """Run a command and return what it prints."""
    environment = {name: value for name, value in ENVIRONMENT.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment | more, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_complete(listing, folder=None, *, without="nothing"):
    """Assert that an installation has all modules, rule files and prompts, and that it is the one in ``folder``.

    ``without`` is a folder of modules that need an extra, and cannot be imported where it is not installed.
    """
    location, *names = listing.splitlines()
    assert folder is None or Path(location).is_relative_to(folder)
    for source, target in WHERE.items():
        for path in files_in(source):
            if path.suffix == ".py" and path.stem not in {"__main__", "__init__"} and path.parts[0] != without:
                assert ".".join([*target.split("/"), *path.with_suffix("").parts]) in names
            if target != "poise" and path.suffix in {".yaml", ".json", ".md"}:
                assert path.as_posix() in names


def test_every_package_is_listed():
    """package-dir needs the packages by name, so a new one must not be forgotten."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    packages = {Path(name).parent.as_posix().replace("/", ".") for name in shipped() if name.endswith("/__init__.py")}
    assert sorted(packages) == listed


def test_this_installation_is_complete(tmp_path):
    """The editable installation that tests run in finds every module, rule and prompt."""
    assert_complete(execute(sys.executable, "-c", LIST, cwd=tmp_path))


@pytest.mark.slow
def test_the_wheel_holds_every_file_and_nothing_else():
    """No module and no rule is missing, and no test or cache slipped in."""
    with zipfile.ZipFile(built("*.whl")) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == shipped()


@pytest.mark.slow
def test_the_sdist_holds_every_source():
    """Whoever has the sdist can build, test and read everything."""
    with tarfile.open(built("*.tar.gz")) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    folders = ("src/poise", "rules", "prompts", "tests", "docs", "examples", "cassettes")
    wanted = {f"{folder}/{path.as_posix()}" for folder in folders for path in files_in(folder)}
    assert wanted | {"LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml"} <= names


@pytest.mark.slow
def test_the_sdist_installs_completely(tmp_path):
    """What is built from the sdist has every module, rule and prompt."""
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target)]
    execute(*pip, str(built("*.tar.gz")), cwd=tmp_path)
    assert_complete(execute(sys.executable, "-c", LIST, cwd=tmp_path, PYTHONPATH=str(target)), target)


@pytest.mark.slow
def test_the_wheel_works_with_what_it_declares(tmp_path):
    """In an empty environment, the wheel and what it declares are enough to compile the rules, rewrite and check."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    execute(str(python), "-m", "pip", "install", "--quiet", str(built("*.whl")), cwd=tmp_path)
    assert_complete(execute(str(python), "-c", LIST, "poise.web", cwd=tmp_path), folder, without="web")
    poise = (str(python), "-m", "poise")
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}  # the rules are compiled anew
    draft, rejection = (str(ROOT / "examples" / name) for name in ("angry-reply.txt", "rejection.eml"))
    letter = execute(*poise, "rewrite", draft, "--rejection", rejection, "--offline", cwd=tmp_path, **cache)
    (tmp_path / "letter.txt").write_text(letter, "utf-8")
    execute(*poise, "check", "letter.txt", "--profile", "gate", cwd=tmp_path, **cache)


@pytest.mark.slow
def test_the_wheel_serves_the_page_with_its_extra(tmp_path):
    """The extra `web` brings what the page needs, and its templates and files are in the wheel."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    execute(str(python), "-m", "pip", "install", "--quiet", f"{built('*.whl')}[web]", cwd=tmp_path)
    assert_complete(execute(str(python), "-c", LIST, cwd=tmp_path), folder)
    code = (
        "from poise.web.rendering import Page, render_page; from poise.web.receiving import Form\n"
        "from poise.web.routing import ASSETS, read_asset; print(render_page(Page('token', Form())), *map(read_asset, ASSETS))"
    )
    assert "Make it professional" in execute(str(python), "-c", code, cwd=tmp_path)
